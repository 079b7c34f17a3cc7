package vitrine.media.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vitrine.media.MediaTest;

/** Access tokens that are over before they expire, and those made from personal API tokens. */
class WithdrawnTokensTest extends MediaTest {

    private static final Duration SOON = Duration.ofSeconds(1);

    private static String token(UUID account, Instant issuedAt, String role) {
        return ISSUER.token(account, role, claims -> claims.claim("iat_ms", Long.toString(issuedAt.toEpochMilli())));
    }

    private static String apiToken(UUID id, String scopes, String role) {
        return ISSUER.token(
                newId(), role, claims -> claims.claim("token_id", id.toString()).claim("scope", scopes));
    }

    private int status(String token) {
        return reserveRaw(token, newId(), "image/jpeg", 100).statusCode();
    }

    private void assertRefusedSoon(String token) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> status(token) == 401);
        assertProblem(reserveRaw(token, newId(), "image/jpeg", 100), 401, "unauthorized");
    }

    private void changed(UUID account, boolean active, Instant validFrom, String role) {
        announce("account.changed.v1", account, 2, """
                {"account_id": "%s", "username": "anna", "email": "anna@localhost", "roles": ["%s"], "active": %s,
                 "tokens_valid_from": "%s"}""".formatted(account, role, active, validFrom));
    }

    @Test
    void deactivationNewPasswordLostRoleDeletionAndRevocationEndTokens() {
        UUID deactivated = newId();
        UUID password = newId();
        UUID role = newId();
        UUID deleted = newId();
        UUID revoked = newId();
        Instant now = Instant.now();
        var tokens = List.of(
                token(deactivated, now.minusSeconds(9), "photographer"),
                token(password, now.minusMillis(2), "photographer"),
                token(role, now.minusSeconds(9), "admin"),
                token(deleted, now, "photographer"),
                apiToken(revoked, "photos:write", "photographer"));
        tokens.forEach(token -> assertThat(status(token)).isEqualTo(200));

        changed(deactivated, false, now, "photographer");
        changed(password, true, now, "photographer");
        changed(role, true, Instant.EPOCH, "photographer");
        announce("account.deleted.v1", deleted, 9, "{\"account_id\": \"%s\"}".formatted(deleted));
        announce(
                "api_token.revoked.v1",
                revoked,
                1,
                "{\"token_id\": \"%s\", \"account_id\": \"%s\"}".formatted(revoked, newId()));

        tokens.forEach(this::assertRefusedSoon);
        assertThat(status(token(password, now.plusMillis(2), "photographer"))).isEqualTo(200);
        assertThat(status(token(role, now, "photographer"))).isEqualTo(200);
    }

    @Test
    void uploadsNeedTheirScope() {
        assertThat(status(apiToken(newId(), "galleries:read photos:write", "photographer")))
                .isEqualTo(200);
        for (String scopes : List.of("", "photos:read", "galleries:write shares:write", "photos:write2")) {
            assertProblem(
                    reserveRaw(apiToken(newId(), scopes, "photographer"), newId(), "image/jpeg", 100),
                    403,
                    "insufficient-scope");
            assertProblem(confirm(apiToken(newId(), scopes, "photographer"), newId(), 100), 403, "insufficient-scope");
        }
        assertProblem(
                reserveRaw(apiToken(newId(), "photos:write", "user"), newId(), "image/jpeg", 100), 403, "forbidden");
        var operator = send(
                "GET",
                "/actuator/deadletters",
                null,
                java.util.Map.of("Authorization", "Bearer " + apiToken(newId(), "photos:write", "admin")));
        assertProblem(operator, 403, "insufficient-scope");
    }
}
