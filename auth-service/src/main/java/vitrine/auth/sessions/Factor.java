package vitrine.auth.sessions;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** One way of showing who one is. */
public enum Factor {
    PASSWORD(FactorGrantedAuthority.PASSWORD_AUTHORITY, "pwd"),
    /** Of the authenticator app, or a recovery code in its place. */
    CODE("FACTOR_CODE", "otp"),
    /** A code that was sent to the address of the account. */
    MAILED_CODE(FactorGrantedAuthority.OTT_AUTHORITY, "otp"),
    /** The authenticator has verified the person before it signs. */
    PASSKEY(FactorGrantedAuthority.WEBAUTHN_AUTHORITY, "pop"),
    /** Another provider's word; with what it was convinced is not known here. */
    UPSTREAM(FactorGrantedAuthority.AUTHORIZATION_CODE_AUTHORITY, null);

    private final String authority;
    private final @Nullable String method;

    Factor(String authority, @Nullable String method) {
        this.authority = authority;
        this.method = method;
    }

    FactorGrantedAuthority shownAt(Instant time) {
        return FactorGrantedAuthority.withAuthority(authority).issuedAt(time).build();
    }

    /** The value of RFC 8176 for it, where there is one. */
    Optional<String> method() {
        return Optional.ofNullable(method);
    }

    static Optional<Factor> of(FactorGrantedAuthority shown) {
        return Arrays.stream(values())
                .filter(factor -> factor.authority.equals(shown.getAuthority()))
                .findFirst();
    }
}
