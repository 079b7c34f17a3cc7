package vitrine.auth.tokens;

import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vitrine.auth.sessions.SsoSession;

/**
 * Codes and tokens, each tied to the single sign-on session it came from. Within a transaction the row that a code or refresh
 * token belongs to is locked by looking it up, so that of several redemptions at once one wins.
 */
class SessionAuthorizations extends JdbcOAuth2AuthorizationService {

    private final JdbcOperations jdbc;
    private final IdTokenHints hints;
    private final UsedRefreshTokens usedTokens;

    SessionAuthorizations(
            JdbcOperations jdbc, RegisteredClientRepository clients, IdTokenHints hints, UsedRefreshTokens usedTokens) {
        super(jdbc, clients);
        this.jdbc = jdbc;
        this.hints = hints;
        this.usedTokens = usedTokens;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        List<String> before = jdbc.queryForList(
                "select refresh_token_value from oauth2_authorization where id = ? and refresh_token_value is not null",
                String.class,
                authorization.getId());
        super.save(authorization);
        OAuth2Authorization.Token<OAuth2RefreshToken> now = authorization.getRefreshToken();
        before.stream()
                .filter(old -> now != null && !now.getToken().getTokenValue().equals(old))
                .forEach(old -> usedTokens.add(old, authorization.getId()));
        if (authorization.getAttribute(Principal.class.getName()) instanceof Authentication person) {
            SsoSession.of(person)
                    .ifPresent(session -> jdbc.update(
                            "update oauth2_authorization set sid = ? where id = ? and sid is distinct from ?",
                            session.sid(),
                            authorization.getId(),
                            session.sid()));
        }
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (token.indexOf(0) >= 0) {
            return null;
        }
        if (type != null && TransactionSynchronizationManager.isActualTransactionActive()) {
            lock(token, type);
        }
        OAuth2Authorization found = super.findByToken(token, type);
        if (found == null && type != null && OidcParameterNames.ID_TOKEN.equals(type.getValue())) {
            return findByOlderIdToken(token).orElse(null);
        }
        // Only where tokens are redeemed: asking about an old one is no crime.
        if (found == null
                && type != null
                && OAuth2TokenType.REFRESH_TOKEN.getValue().equals(type.getValue())
                && TransactionSynchronizationManager.isActualTransactionActive()) {
            usedTokens.endFamilyOf(token);
        }
        return found;
    }

    /** An application that refreshed may still name its session by the first ID token it got. */
    private Optional<OAuth2Authorization> findByOlderIdToken(String token) {
        return hints.read(token)
                .flatMap(hint -> jdbc.queryForList("""
                        select a.id from oauth2_authorization a
                        join oauth2_registered_client c on c.id = a.registered_client_id
                        where a.sid = ? and c.client_id = ? and a.oidc_id_token_value is not null limit 1""", String.class, hint.sid(), hint.clientId()).stream()
                        .findFirst()
                        .map(this::findById));
    }

    private void lock(String token, OAuth2TokenType type) {
        String column = switch (type.getValue()) {
            case OAuth2ParameterNames.CODE -> "authorization_code_value";
            case OAuth2ParameterNames.REFRESH_TOKEN -> "refresh_token_value";
            default -> "";
        };
        if (!column.isEmpty()) {
            jdbc.queryForList(
                    "select id from oauth2_authorization where " + column + " = ? for update", String.class, token);
        }
    }
}
