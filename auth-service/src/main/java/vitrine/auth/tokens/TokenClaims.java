package vitrine.auth.tokens;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.clients.ClientScopes;
import vitrine.auth.factors.RequiredFactor;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.sessions.ShownFactors;
import vitrine.auth.sessions.SsoSession;
import vitrine.auth.sessions.SsoSessions;

/**
 * Tokens carry the account as it is now, at each refresh anew; for one that is no longer active, or lacks the second factor it needs,
 * there are none. An access token is made out to the suite's services only where the person allowed that; otherwise it opens the
 * userinfo end point and nothing else.
 */
@Component
class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final Accounts accounts;
    private final PublicHosts hosts;
    private final SsoSessions sessions;
    private final RequiredFactor requiredFactor;

    TokenClaims(Accounts accounts, PublicHosts hosts, SsoSessions sessions, RequiredFactor requiredFactor) {
        this.accounts = accounts;
        this.hosts = hosts;
        this.sessions = sessions;
        this.requiredFactor = requiredFactor;
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
                .filter(found -> !requiredFactor.isMissing(found))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
        sessions.used(session);
        Set<String> scopes = context.getAuthorizedScopes();
        if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            context.getClaims().claim("sid", session.sid());
            describe(ShownFactors.of(context.getPrincipal()), context.getClaims());
            if (scopes.contains(ClientScopes.VITRINE)) {
                // The suite's own; others ask at the userinfo end point, where the answer is of that moment.
                AccountClaims.forApplication(account, scopes).forEach(context.getClaims()::claim);
            }
        } else if (scopes.contains(ClientScopes.VITRINE)) {
            context.getJwsHeader().type("JWT");
            context.getClaims().audience(AccountClaims.audience());
            AccountClaims.addMoment(context.getClaims(), Instant.now());
            AccountClaims.add(context.getClaims(), account);
            context.getClaims().claim("sid", session.sid());
        } else {
            context.getJwsHeader().type("at+jwt");
            context.getClaims()
                    .audience(new ArrayList<>(List.of(hosts.auth())))
                    .claim("client_id", context.getRegisteredClient().getClientId());
        }
    }

    /** As it was when the application asked, also in the tokens of later refreshes. A date and an array list: the stored token reads back no other types. */
    private static void describe(ShownFactors shown, JwtClaimsSet.Builder claims) {
        claims.claim(IdTokenClaimNames.AUTH_TIME, Date.from(shown.latest()));
        claims.claim(IdTokenClaimNames.ACR, shown.contextClass());
        if (!shown.methods().isEmpty()) {
            claims.claim(IdTokenClaimNames.AMR, new ArrayList<>(shown.methods()));
        }
    }
}
