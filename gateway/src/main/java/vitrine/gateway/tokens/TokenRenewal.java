package vitrine.gateway.tokens;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import vitrine.gateway.problems.Problem;

/**
 * Renews tokens, one renewal at a time for a session: refresh tokens are used once, and a second use looks like theft.
 * Requests of one instance share a renewal; instances take turns by the lock on the row.
 */
@Component
class TokenRenewal {

    private static final Logger log = LoggerFactory.getLogger(TokenRenewal.class);

    private final TokenStore store;
    private final TransactionOperations transactions;
    private final OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> tokenEndpoint;
    private final ClientRegistration registration;
    private final RefusedTokens refused;
    private final ConcurrentHashMap<String, CompletableFuture<Optional<Tokens>>> running = new ConcurrentHashMap<>();

    TokenRenewal(
            TokenStore store,
            TransactionOperations transactions,
            OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> tokenEndpoint,
            ClientRegistration registration,
            RefusedTokens refused) {
        this.store = store;
        this.transactions = transactions;
        this.tokenEndpoint = tokenEndpoint;
        this.registration = registration;
        this.refused = refused;
    }

    /**
     * Empty when the auth service refuses for good: the session is over.
     *
     * @param good whether stored tokens, perhaps renewed by another instance, will do
     */
    Optional<Tokens> renew(String session, Tokens stale, Predicate<Tokens> good) {
        var mine = new CompletableFuture<Optional<Tokens>>();
        var other = running.putIfAbsent(session, mine);
        if (other != null) {
            return isUsable(stale) ? Optional.of(stale) : await(other);
        }
        try {
            var renewed = underLock(session, good);
            mine.complete(renewed);
            return renewed;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(session, mine);
        }
    }

    private boolean isUsable(Tokens tokens) {
        return tokens.isUsable(Instant.now()) && !refused.refuse(tokens.accessToken());
    }

    private static Optional<Tokens> await(CompletableFuture<Optional<Tokens>> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private Optional<Tokens> underLock(String session, Predicate<Tokens> good) {
        var renewed = transactions.execute(status -> store.lock(session).flatMap(current -> {
            if (good.test(current)) {
                return Optional.of(current);
            }
            return ask(current).map(fresh -> {
                if (fresh != current) {
                    store.update(session, fresh);
                }
                return fresh;
            });
        }));
        return renewed == null ? Optional.empty() : renewed;
    }

    private Optional<Tokens> ask(Tokens current) {
        if (current.refreshToken() == null) {
            return isUsable(current) ? Optional.of(current) : Optional.empty();
        }
        try {
            return Optional.of(merge(current, tokenEndpoint.getTokenResponse(grant(current, current.refreshToken()))));
        } catch (OAuth2AuthorizationException e) {
            if (OAuth2ErrorCodes.INVALID_GRANT.equals(e.getError().getErrorCode())) {
                return Optional.empty();
            }
            log.warn("Tokens cannot be renewed at the moment: {}", e.getError().getErrorCode());
            if (isUsable(current)) {
                return Optional.of(current);
            }
            throw Problem.unavailable(
                    "Your sign-in cannot be renewed at the moment. Please try again in a few seconds.");
        }
    }

    private OAuth2RefreshTokenGrantRequest grant(Tokens current, String refreshToken) {
        var access = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER,
                current.accessToken(),
                current.accessExpiresAt().minusSeconds(1),
                current.accessExpiresAt());
        return new OAuth2RefreshTokenGrantRequest(
                registration, access, new OAuth2RefreshToken(refreshToken, Instant.EPOCH));
    }

    private static Tokens merge(Tokens current, OAuth2AccessTokenResponse response) {
        var access = response.getAccessToken();
        var refresh = response.getRefreshToken();
        var idToken = response.getAdditionalParameters().get("id_token");
        var expires = access.getExpiresAt();
        return new Tokens(
                current.accountId(),
                current.authSession(),
                access.getTokenValue(),
                expires == null ? Instant.now().plusSeconds(60) : expires,
                refresh == null ? current.refreshToken() : refresh.getTokenValue(),
                idToken instanceof String text ? text : current.idToken());
    }
}
