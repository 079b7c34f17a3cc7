package vitrine.auth.tokens;

import java.util.ArrayList;
import java.util.List;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import vitrine.auth.accounts.Account;
import vitrine.auth.studios.Studio;

/**
 * What every access token says of its account; the services rely on these names. Lists are array lists: the stored authorization
 * reads back no other type.
 */
final class AccountClaims {

    static final String AUDIENCE = "vitrine";

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

    static List<String> audience() {
        return new ArrayList<>(List.of(AUDIENCE));
    }
}
