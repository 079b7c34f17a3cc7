package vitrine.auth.tokens;

import java.util.UUID;
import java.util.function.Function;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;

/** The account as it is at the moment, as far as the scopes of the token reach. */
@Component
class UserInfo implements Function<OidcUserInfoAuthenticationContext, OidcUserInfo> {

    private final Accounts accounts;

    UserInfo(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public OidcUserInfo apply(OidcUserInfoAuthenticationContext context) {
        Account account = accounts.findById(
                        UUID.fromString(context.getAuthorization().getPrincipalName()))
                .filter(found -> found.believes(context.getAccessToken().getIssuedAt()))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN));
        return OidcUserInfo.builder()
                .subject(account.id().toString())
                .claims(claims -> claims.putAll(AccountClaims.forApplication(
                        account, context.getAccessToken().getScopes())))
                .build();
    }
}
