package vitrine.auth.tokens;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import vitrine.auth.accounts.Account;
import vitrine.auth.studios.Studio;

/**
 * What every access token says of its account; the services rely on these names. Lists are array lists: the stored authorization
 * reads back no other type.
 */
final class AccountClaims {

    static final String AUDIENCE = "vitrine";
    private static final String MOMENT = "iat_ms";

    private AccountClaims() {}

    static void add(JwtClaimsSet.Builder claims, Account account) {
        claims.claim("roles", new ArrayList<>(account.roles()))
                .claim("preferred_username", account.username())
                .claim("email", account.email());
        Studio studio = account.studio();
        if (studio != null) {
            claims.claim("studio", studio.id().toString());
        }
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
