package vitrine.auth.tokens;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import vitrine.auth.accounts.Account;
import vitrine.auth.clients.ClientScopes;
import vitrine.auth.studios.Studio;
import vitrine.auth.studios.StudioRole;

/**
 * What tokens say of their account; the services rely on these names. Lists are array lists: the stored authorization
 * reads back no other type.
 */
final class AccountClaims {

    static final String AUDIENCE = "vitrine";
    private static final String MOMENT = "iat_ms";

    private AccountClaims() {}

    /** Everything, as the suite's own services read it. */
    static void add(JwtClaimsSet.Builder claims, Account account) {
        of(account, Set.of(ClientScopes.VITRINE)).forEach(claims::claim);
    }

    /** What somebody with these scopes may know; {@code vitrine} covers all. */
    static Map<String, Object> of(Account account, Set<String> scopes) {
        boolean all = scopes.contains(ClientScopes.VITRINE);
        Map<String, Object> claims = new LinkedHashMap<>();
        if (all || scopes.contains(ClientScopes.PROFILE)) {
            claims.put("preferred_username", account.username());
        }
        if (!all && scopes.contains(ClientScopes.PROFILE)) {
            claims.put("name", account.username());
            claims.put("locale", account.language());
        }
        if (all || scopes.contains(ClientScopes.EMAIL)) {
            claims.put("email", account.email());
        }
        if (all || scopes.contains(ClientScopes.ROLES)) {
            claims.put("roles", new ArrayList<>(account.roles()));
            Studio studio = account.studio();
            if (studio != null) {
                claims.put("studio", studio.id().toString());
                StudioRole role = account.studioRole();
                if (role != null) {
                    claims.put("studio_role", role.title());
                }
            }
        }
        return claims;
    }

    /** The same for the application that the person signs in to, which also hears that the address is confirmed. */
    static Map<String, Object> forApplication(Account account, Set<String> scopes) {
        Map<String, Object> claims = of(account, scopes);
        if (claims.containsKey("email")) {
            claims.put("email_verified", true);
        }
        return claims;
    }

    /**
     * When a token was issued, in milliseconds: {@code iat} counts whole seconds, and a token from the second in which its account was
     * deactivated or got a new password could not be told from one that came after. As text: the stored authorization reads back no long.
     */
    static void addMoment(JwtClaimsSet.Builder claims, Instant now) {
        claims.claim(MOMENT, Long.toString(now.toEpochMilli()));
    }

    static @Nullable Instant moment(Jwt token) {
        String millis = token.getClaimAsString(MOMENT);
        return millis == null ? token.getIssuedAt() : Instant.ofEpochMilli(Long.parseLong(millis));
    }

    static List<String> audience() {
        return new ArrayList<>(List.of(AUDIENCE));
    }
}
