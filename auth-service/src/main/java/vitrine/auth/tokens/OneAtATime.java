package vitrine.auth.tokens;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Redeems codes and refresh tokens in a transaction, which {@link SessionAuthorizations} needs to let one of several win. A
 * refusal is committed too: a replayed code revokes what was issued for it.
 */
class OneAtATime implements AuthenticationProvider {

    private final AuthenticationProvider redeeming;
    private final TransactionTemplate transaction;

    OneAtATime(AuthenticationProvider redeeming, TransactionTemplate transaction) {
        this.redeeming = redeeming;
        this.transaction = transaction;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication request) {
        var outcome = transaction.execute(status -> {
            try {
                return new Outcome(redeeming.authenticate(request), null);
            } catch (OAuth2AuthenticationException e) {
                return new Outcome(null, e);
            }
        });
        if (outcome.refusal() != null) {
            throw outcome.refusal();
        }
        return outcome.granted();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return redeeming.supports(authentication);
    }

    private record Outcome(
            @Nullable Authentication granted, @Nullable OAuth2AuthenticationException refusal) {}
}
