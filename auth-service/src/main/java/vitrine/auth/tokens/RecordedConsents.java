package vitrine.auth.tokens;

import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import vitrine.auth.audit.AuditLog;

/** What people allowed applications; saying yes leaves a trace. */
class RecordedConsents extends JdbcOAuth2AuthorizationConsentService {

    private final AuditLog audit;

    RecordedConsents(JdbcOperations jdbc, RegisteredClientRepository clients, AuditLog audit) {
        super(jdbc, clients);
        this.audit = audit;
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        super.save(consent);
        audit.record(
                "consent.granted",
                UUID.fromString(consent.getPrincipalName()),
                UUID.fromString(consent.getRegisteredClientId()),
                Map.of("scopes", new ArrayList<>(consent.getScopes())));
    }
}
