package vitrine.auth.tokens;

import java.util.UUID;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;

/**
 * The service that owns the accounts does not have to believe a token about them: it looks. So a role that was taken away, a
 * deactivation and a new password count here at once.
 */
@Component
public class CurrentAccounts implements Converter<Jwt, AbstractAuthenticationToken> {

    private final Accounts accounts;

    CurrentAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        Account account = accounts.findById(id(token))
                .filter(found -> found.believes(AccountClaims.moment(token)))
                .orElseThrow(CurrentAccounts::refused);
        return new JwtAuthenticationToken(
                token,
                AuthorityUtils.createAuthorityList("ROLE_" + account.role().name()));
    }

    private static UUID id(Jwt token) {
        try {
            return UUID.fromString(String.valueOf(token.getSubject()));
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static InvalidBearerTokenException refused() {
        return new InvalidBearerTokenException("The account is gone or its sessions were ended");
    }
}
