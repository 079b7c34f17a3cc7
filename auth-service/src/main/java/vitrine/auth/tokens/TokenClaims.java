package vitrine.auth.tokens;

import java.time.Instant;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.sessions.SsoSession;

/** Tokens carry the account as it is now, at each refresh anew; for one that is no longer active there are none. */
@Component
class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final Accounts accounts;

    TokenClaims(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            return;
        }
        SsoSession session = SsoSession.of(context.getPrincipal())
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
        Account account = accounts.findById(session.accountId())
                .filter(Account::isActive)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
        AccountClaims.add(context.getClaims(), account);
        if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getJwsHeader().type("JWT");
            context.getClaims().audience(AccountClaims.audience());
            AccountClaims.addMoment(context.getClaims(), Instant.now());
        } else {
            context.getClaims().claim("sid", session.sid()).claim("email_verified", true);
        }
    }
}
