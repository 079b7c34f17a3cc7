package vitrine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vitrine.messaging.Outbox;

class ApiTokensTest extends GatewayTest {

    private static final String TOKEN = "vit_" + "a".repeat(49);
    private static final String BASIC = "Basic "
            + Base64.getEncoder()
                    .encodeToString("gateway:a-secret-of-tests-only-0123456789abcdef".getBytes(StandardCharsets.UTF_8));

    record Revoked(UUID tokenId, UUID accountId) {}

    record Changed(UUID accountId, List<String> roles, boolean active, Instant tokensValidFrom) {}

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JsonMapper json;

    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final AtomicInteger exchanges = new AtomicInteger();
    private UUID tokenId = UUID.randomUUID();
    private UUID account = UUID.randomUUID();

    @BeforeEach
    void exchangeAtTheAuthService() {
        auth.server.behave(this::answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals("/internal/api-tokens/exchange")) {
            Upstream.answer(exchange, 200, "{\"ok\":true}");
            return;
        }
        exchanges.incrementAndGet();
        var asked = json.readTree(exchange.getRequestBody().readAllBytes())
                .get("token")
                .asString();
        if (!BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            Upstream.answer(exchange, 401, "{}");
        } else if (good.contains(asked)) {
            Upstream.answer(exchange, 200, "{\"active\":true,\"access_token\":\"" + jwt() + "\",\"expires_in\":300}");
        } else {
            Upstream.answer(exchange, 200, "{\"active\":false}");
        }
    }

    private String jwt() {
        var now = Instant.now();
        return auth.sign(
                "JWT",
                new JWTClaimsSet.Builder()
                        .subject(account.toString())
                        .claim("token_id", tokenId.toString())
                        .claim("scope", "photos:read")
                        .claim("roles", List.of("photographer"))
                        .claim("iat_ms", Long.toString(now.toEpochMilli()))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)))
                        .build());
    }

    private String newToken() {
        var token = "vit_"
                + (UUID.randomUUID().toString() + UUID.randomUUID())
                        .replace("-", "")
                        .substring(0, 49);
        good.add(token);
        return token;
    }

    private Browser.Answer call(String token) {
        return photos().get("/api/images/", "Authorization", "Bearer " + token);
    }

    @Test
    void servicesGetAnAccessTokenInItsPlace() throws Exception {
        var token = newToken();

        for (int i = 0; i < 5; i++) {
            assertThat(call(token).status()).isEqualTo(200);
        }

        var seen = gallery.last().header("Authorization");
        assertThat(seen).startsWith("Bearer ey").doesNotContain(token);
        assertThat(SignedJWT.parse(seen.substring(7)).getJWTClaimsSet().getStringClaim("token_id"))
                .isEqualTo(tokenId.toString());
        assertThat(exchanges).hasValue(1);
        assertThat(photos().post("/api/share-links", "{}", "Authorization", "bearer " + token)
                        .status())
                .isEqualTo(200);
        assertThat(share.last().header("Authorization")).startsWith("Bearer ey");
        assertThat(browser("auth.localhost:8080")
                        .get("/api/auth/me", "Authorization", "Bearer " + token)
                        .status())
                .isEqualTo(200);
        assertThat(auth.server.last().header("Authorization")).startsWith("Bearer ey");
        assertThat(exchanges).hasValue(1);
    }

    @Test
    void noTokenIsUnauthorized() {
        for (var bad : List.of("vit_", "vit_short", "vit_" + "-".repeat(49), "vit_" + "Z".repeat(49), "vit_" + "é")) {
            var answer = call(bad);
            assertThat(answer.status()).as(bad).isEqualTo(401);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.text()).contains("urn:vitrine:problem:unauthorized");
        }
        // Only what has the shape of one was asked for.
        assertThat(exchanges).hasValue(1);
        assertThat(gallery.calls()).isZero();
    }

    @Test
    void aRevokedOneIsRefusedWithinASecond() {
        var token = newToken();
        var other = newToken();
        assertThat(call(token).status()).isEqualTo(200);
        good.remove(token);
        assertThat(call(token).status()).isEqualTo(200);

        var revoked = tokenId;
        publish("api_token.revoked.v1", revoked, 1, new Revoked(revoked, account));

        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> call(token).status() == 401);
        tokenId = UUID.randomUUID();
        assertThat(call(other).status()).isEqualTo(200);
    }

    @Test
    void aChangedAccountIsExchangedAnew() {
        var token = newToken();
        assertThat(call(token).status()).isEqualTo(200);
        assertThat(exchanges).hasValue(1);

        publish(
                "account.changed.v1",
                account,
                2,
                new Changed(account, List.of("viewer"), true, Instant.now().minusSeconds(60)));

        Awaitility.await()
                .atMost(Duration.ofSeconds(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> call(token).status() == 200 && exchanges.get() > 1);
    }

    @Test
    void withoutTheAuthServiceItIsSaidSo() {
        var token = newToken();
        auth.broken = true;
        auth.server.behave(HttpExchange::close);

        var answer = call(token);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotBlank();
        assertThat(answer.text()).contains("urn:vitrine:problem:unavailable").doesNotContain(token);
    }

    @Test
    void theExchangeIsNotReachedFromOutside() {
        for (var host : List.of("photos.localhost:8080", "auth.localhost:8080", "share.localhost:8080")) {
            assertThat(browser(host)
                            .post(
                                    "/internal/api-tokens/exchange",
                                    "{\"token\":\"" + TOKEN + "\"}",
                                    "Content-Type",
                                    "application/json",
                                    "Authorization",
                                    BASIC)
                            .status())
                    .as(host)
                    .isEqualTo(404);
        }
        assertThat(exchanges).hasValue(0);
    }

    private void publish(String type, UUID subject, long version, Object data) {
        transactions.executeWithoutResult(status -> outbox.publish(type, subject, version, data));
    }
}
