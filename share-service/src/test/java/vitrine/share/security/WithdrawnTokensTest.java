package vitrine.share.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vitrine.share.RunningShareService;
import vitrine.share.TestKeys;
import vitrine.share.World;
import vitrine.share.World.Answer;

/** Access tokens that are over before they expire, and those made from personal API tokens. */
@RunningShareService
class WithdrawnTokensTest {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final World world;
    private final RequestMappingHandlerMapping mappings;

    WithdrawnTokensTest(World world, @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.world = world;
        this.mappings = mappings;
    }

    private static String token(UUID account, Instant issuedAt, String role) {
        return TestKeys.sign(TestKeys.claims(account, World.id(), role)
                .claim("iat_ms", Long.toString(issuedAt.toEpochMilli()))
                .build());
    }

    private static String apiToken(UUID account, UUID id, String scopes, String role) {
        return TestKeys.sign(TestKeys.claims(account, World.id(), role)
                .claim("token_id", id.toString())
                .claim("scope", scopes)
                .build());
    }

    private Answer call(String token, String method, String path) {
        return world.send(
                method,
                path,
                method.equals("GET") ? null : Map.of(),
                request -> request.header("Authorization", "Bearer " + token));
    }

    private void assertRefusedSoon(String token) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> call(token, "GET", "/api/shares").status() == 401);
        assertThat(call(token, "GET", "/api/shares").type()).isEqualTo("unauthorized");
    }

    private void changed(UUID account, long version, boolean active, Instant validFrom, String role) {
        var data = new HashMap<String, Object>();
        data.put("account_id", account);
        data.put("username", "anna");
        data.put("email", "anna@localhost");
        data.put("roles", List.of(role));
        data.put("active", active);
        data.put("tokens_valid_from", validFrom.toString());
        world.announce("account.changed.v1", account, version, data);
    }

    @Test
    void deactivationNewPasswordAndLostRoleEndTokens() {
        var deactivated = World.id();
        var password = World.id();
        var role = World.id();
        var now = Instant.now();
        var tokens = List.of(
                token(deactivated, now.minusSeconds(9), "photographer"),
                token(password, now.minusMillis(2), "photographer"),
                token(role, now.minusSeconds(9), "admin"));
        tokens.forEach(
                token -> assertThat(call(token, "GET", "/api/shares").status()).isEqualTo(200));

        changed(deactivated, 2, false, now, "photographer");
        changed(password, 2, true, now, "photographer");
        changed(role, 2, true, Instant.EPOCH, "photographer");

        tokens.forEach(this::assertRefusedSoon);
        assertThat(call(token(password, now.plusMillis(2), "photographer"), "GET", "/api/shares")
                        .status())
                .isEqualTo(200);
        assertThat(call(token(role, now, "photographer"), "GET", "/api/shares").status())
                .isEqualTo(200);
    }

    @Test
    void deletionAndRevocationEndTokens() {
        var deleted = World.id();
        var token = token(deleted, Instant.now(), "photographer");
        var id = World.id();
        var made = apiToken(World.id(), id, "shares:read", "photographer");
        assertThat(call(made, "GET", "/api/shares").status()).isEqualTo(200);

        world.announce("account.deleted.v1", deleted, 9, Map.of("account_id", deleted, "studio_deleted", false));
        world.announce("api_token.revoked.v1", id, 1, Map.of("token_id", id, "account_id", World.id()));

        assertRefusedSoon(token);
        assertRefusedSoon(made);
    }

    @Test
    void everyRouteNeedsAScope() {
        var none = apiToken(World.id(), World.id(), "", "photographer");
        var all = apiToken(World.id(), World.id(), "shares:read shares:write", "photographer");
        mappings.getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/") && !pattern.startsWith("/api/view/"))
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> {
                                    var path = pattern.replaceAll(
                                            "\\{[^}]+}", World.id().toString());
                                    var refused = call(none, verb.name(), path);
                                    assertThat(refused.status())
                                            .as(verb + " " + path)
                                            .isEqualTo(403);
                                    assertThat(refused.type()).isEqualTo("insufficient-scope");
                                    // A stream that is let in does not end by itself.
                                    if (!path.equals("/api/shares/events")) {
                                        assertThat(call(all, verb.name(), path).status())
                                                .as(verb + " " + path)
                                                .isNotIn(401, 403);
                                    }
                                })));
    }

    @Test
    void aScopeOpensItsRoutesAloneAndGivesNoRole() {
        var reading = apiToken(World.id(), World.id(), "shares:read photos:read", "photographer");
        var writing = apiToken(World.id(), World.id(), "shares:write", "photographer");
        assertThat(call(reading, "GET", "/api/shares").status()).isEqualTo(200);
        assertThat(call(reading, "POST", "/api/share-links").type()).isEqualTo("insufficient-scope");
        assertThat(call(reading, "DELETE", "/api/share-links/" + World.id()).type())
                .isEqualTo("insufficient-scope");
        assertThat(call(writing, "GET", "/api/shares").type()).isEqualTo("insufficient-scope");
        assertThat(call(writing, "POST", "/api/share-links").status()).isEqualTo(400);
        assertThat(call(apiToken(World.id(), World.id(), "shares:read", "user"), "GET", "/api/shares")
                        .type())
                .isEqualTo("forbidden");
        assertThat(call(
                                apiToken(World.id(), World.id(), "shares:read shares:write", "admin"),
                                "GET",
                                "/actuator/deadletters")
                        .type())
                .isEqualTo("insufficient-scope");
    }
}
