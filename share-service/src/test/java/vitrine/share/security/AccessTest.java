package vitrine.share.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vitrine.share.RunningShareService;
import vitrine.share.TestKeys;
import vitrine.share.World;
import vitrine.share.World.Person;

@RunningShareService
class AccessTest {

    private final World world;

    AccessTest(World world) {
        this.world = world;
    }

    @Test
    void aProperTokenIsAccepted() {
        assertThat(status(TestKeys.sign(claims(c -> c)))).isEqualTo(200);
    }

    /** Row 27. */
    @Test
    void othersAreNot() throws Exception {
        var claims = claims(c -> c);
        var mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("test").build(), claims);
        mac.sign(new MACSigner(TestKeys.KEY.toRSAPublicKey().getEncoded()));
        var forged = List.of(
                new PlainJWT(claims).serialize(),
                mac.serialize(),
                TestKeys.sign(claims, TestKeys.generate()),
                TestKeys.sign(claims(c -> c.audience("other"))),
                TestKeys.sign(claims(c -> c.audience((String) null))),
                TestKeys.sign(claims(c -> c.issuer("http://auth.evil:8080"))),
                TestKeys.sign(
                        claims(c -> c.expirationTime(Date.from(Instant.now().minusSeconds(11))))),
                TestKeys.sign(claims(c -> c.expirationTime(null))),
                TestKeys.sign(
                        claims(c -> c.notBeforeTime(Date.from(Instant.now().plusSeconds(60))))),
                TestKeys.sign(claims(c -> c.subject("admin"))),
                TestKeys.sign(claims(c -> c.subject(null))),
                TestKeys.sign(claims(c -> c.claim("studio", "all"))),
                "nonsense",
                "a.b.c",
                "..");
        for (var token : forged) {
            var answer = world.send(
                    "GET", "/api/shares", null, request -> request.header("Authorization", "Bearer " + token));
            assertThat(answer.status()).as(token).isEqualTo(401);
            assertThat(answer.type()).isEqualTo("unauthorized");
            assertThat(answer.text("trace_id")).isNotEmpty();
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void rolesThatAreNoneGiveNothing() {
        assertThat(status(TestKeys.sign(claims(c -> c.claim("roles", List.of())))))
                .isEqualTo(403);
        assertThat(status(TestKeys.sign(claims(c -> c.claim("roles", null))))).isEqualTo(403);
        assertThat(status(TestKeys.sign(claims(c -> c.claim("roles", List.of("ADMINISTRATOR"))))))
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api",
                "/api/galleries",
                "/internal/x",
                "/error",
                "/api/view",
                "/api/view/",
                "/API/Shares",
                "/api/share-links/%00",
                "/api/share-links/not-a-uuid",
                "/api/share-links/x/y",
                "/api/shares/x",
                "/api//shares"
            })
    void whatDoesNotExist(String path) {
        var answer = world.as(Person.photographer(), "GET", path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.type()).isEqualTo("not-found");
        assertThat(answer.text("trace_id")).isNotEmpty();
    }

    @Test
    void otherMethods() {
        var answer = world.as(Person.photographer(), "PUT", "/api/shares", "{}");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.type()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow")).contains("GET");
    }

    @Test
    void operatorsSeeHealthAndOnlyAdminsDeadLetters() {
        for (var open : List.of("/actuator/health/liveness", "/actuator/health/readiness", "/actuator/prometheus")) {
            assertThat(world.as(null, "GET", open).status()).isEqualTo(200);
        }
        assertThat(world.as(null, "GET", "/actuator/env").status()).isIn(401, 404);
        assertThat(world.as(null, "GET", "/actuator/deadletters").status()).isEqualTo(401);
        assertThat(world.as(Person.photographer(), "GET", "/actuator/deadletters")
                        .status())
                .isEqualTo(403);
        assertThat(world.as(Person.with(null, "admin"), "GET", "/actuator/deadletters")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/shares?x=%FF", "/api/shares?cursor=%C3%28", "/api/shares?%00=1"})
    void oddBytesAreNoServerError(String path) {
        assertThat(world.as(Person.photographer(), "GET", path).status()).isIn(200, 400);
    }

    @Test
    void oddHeadersAreNoServerError() {
        var answer = world.send(
                "GET",
                "/api/shares",
                null,
                request -> request.header("Authorization", "Bearer " + "x".repeat(7000))
                        .header("Cookie", "vitrine_visit=\"\\;=;;,")
                        .header("Accept", "nonsense/*/x")
                        .header("traceparent", "zz"));
        assertThat(answer.status()).isIn(401, 400);
        var refusing = world.send(
                "GET",
                "/api/view/" + "A".repeat(64),
                null,
                request -> request.header("Accept", "image/png").header("Authorization", "Basic x"));
        assertThat(refusing.status()).isEqualTo(404);
    }

    private int status(String token) {
        return world.send("GET", "/api/shares", null, request -> request.header("Authorization", "Bearer " + token))
                .status();
    }

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        return change.apply(TestKeys.claims(UUID.randomUUID(), UUID.randomUUID(), "photographer"))
                .build();
    }
}
