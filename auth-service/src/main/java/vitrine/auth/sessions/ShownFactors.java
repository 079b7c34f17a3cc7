package vitrine.auth.sessions;

import java.io.Serial;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * With what a person has shown who they are, and when. Kept with the session and with each authorization that comes from it, so what an
 * application hears of it ({@code auth_time}, {@code amr}, {@code acr}) stays what it was when it asked.
 */
public record ShownFactors(Map<Factor, Instant> times) implements Serializable {

    public static final String SINGLE_FACTOR = "urn:vitrine:acr:single-factor";
    public static final String MULTI_FACTOR = "urn:vitrine:acr:multi-factor";

    @Serial
    private static final long serialVersionUID = 1;

    private static final String SEVERAL = "mfa";

    public ShownFactors {
        Map<Factor, Instant> copy = new EnumMap<>(Factor.class);
        copy.putAll(times);
        times = copy;
    }

    public static ShownFactors now(Factor factor) {
        return new ShownFactors(Map.of(factor, Instant.now()));
    }

    public static ShownFactors of(@Nullable Authentication authentication) {
        Map<Factor, Instant> times = new EnumMap<>(Factor.class);
        if (authentication != null) {
            authentication.getAuthorities().forEach(authority -> {
                if (authority instanceof FactorGrantedAuthority shown) {
                    Factor.of(shown).ifPresent(factor -> times.put(factor, shown.getIssuedAt()));
                }
            });
        }
        return new ShownFactors(times);
    }

    /** The same and this one, shown a moment ago. */
    public ShownFactors andNow(Factor factor) {
        Map<Factor, Instant> more = new EnumMap<>(Factor.class);
        more.putAll(times);
        more.put(factor, Instant.now());
        return new ShownFactors(more);
    }

    /** When the person was last seen to be who they are. Before all time if that is not known. */
    public Instant latest() {
        return times.values().stream().max(Comparator.naturalOrder()).orElse(Instant.EPOCH);
    }

    /** As RFC 8176 names them, {@code mfa} among them where it was more than one. */
    public List<String> methods() {
        List<String> methods = new ArrayList<>(times.keySet().stream()
                .flatMap(factor -> factor.method().stream())
                .distinct()
                .sorted()
                .toList());
        if (isMultiFactor()) {
            methods.addFirst(SEVERAL);
        }
        return methods;
    }

    public String contextClass() {
        return isMultiFactor() ? MULTI_FACTOR : SINGLE_FACTOR;
    }

    /** A passkey is something one has, opened by what one knows or is. */
    private boolean isMultiFactor() {
        return times.containsKey(Factor.PASSKEY) || times.containsKey(Factor.CODE) && times.size() > 1;
    }

    List<FactorGrantedAuthority> authorities() {
        return times.entrySet().stream()
                .map(shown -> shown.getKey().shownAt(shown.getValue()))
                .toList();
    }
}
