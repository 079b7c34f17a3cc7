package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.Environment;

/** Access tokens that are over before they expire. */
class WithdrawnTokensTest extends RunningService {

    private static final Duration SOON = Duration.ofSeconds(1);

    @Autowired
    Environment environment;

    private String token(UUID account, Instant issuedAt, String... roles) {
        return SUITE.token(
                account,
                newId(),
                claims -> claims.issueTime(Date.from(issuedAt))
                        .claim("iat_ms", Long.toString(issuedAt.toEpochMilli()))
                        .expirationTime(Date.from(issuedAt.plusSeconds(3600))),
                roles);
    }

    private int status(String token) {
        return api().request(token, "GET", "/api/galleries", null).status();
    }

    private void assertRefusedSoon(String token) {
        assertThat(status(token)).isIn(200, 401);
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> status(token) == 401);
        api().request(token, "GET", "/api/galleries", null).expectProblem(401, "unauthorized");
    }

    private void changed(UUID account, long version, boolean active, Instant validFrom, String... roles) {
        var data = new HashMap<String, Object>();
        data.put("account_id", account);
        data.put("username", "anna");
        data.put("email", "anna@localhost");
        data.put("roles", List.of(roles));
        data.put("active", active);
        if (validFrom != null) {
            data.put("tokens_valid_from", validFrom.toString());
        }
        send(newId(), "account.changed.v1", account, version, data);
    }

    private void settle() {
        UUID marker = newId();
        changed(marker, 1, false, null, "user");
        String token = token(marker, Instant.now(), "user");
        await().atMost(Duration.ofSeconds(10)).until(() -> status(token) == 401);
    }

    @Test
    void ofADeactivatedAccountAndNotOfAnother() {
        UUID account = newId();
        String token = token(account, Instant.now(), "photographer");
        String stranger = token(newId(), Instant.now(), "photographer");

        changed(account, 2, false, null, "photographer");

        assertRefusedSoon(token);
        assertThat(status(token(account, Instant.now().plusSeconds(5), "photographer")))
                .isEqualTo(401);
        assertThat(status(stranger)).isEqualTo(200);

        Instant back = Instant.now();
        changed(account, 3, true, back, "photographer");
        String fresh = token(account, back.plusMillis(1), "photographer");
        await().atMost(SOON).until(() -> status(fresh) == 200);
        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void fromBeforeANewPasswordToTheMillisecond() {
        UUID account = newId();
        Instant changed = Instant.now();
        String before = token(account, changed.minusMillis(2), "user");
        String after = token(account, changed.plusMillis(2), "user");

        changed(account, 2, true, changed, "user");

        assertRefusedSoon(before);
        assertThat(status(after)).isEqualTo(200);
    }

    @Test
    void withARoleThatWasTakenAway() {
        UUID account = newId();
        String before = token(account, Instant.now().minusSeconds(30), "photographer");
        String renamed = token(newId(), Instant.now().minusSeconds(30), "photographer");

        changed(account, 2, true, Instant.EPOCH, "viewer");

        assertRefusedSoon(before);
        assertThat(status(token(account, Instant.now(), "viewer"))).isEqualTo(200);
        assertThat(status(renamed)).isEqualTo(200);
        // Given back later: tokens of before say the right role again.
        changed(account, 3, true, Instant.EPOCH, "photographer");
        await().atMost(SOON).until(() -> status(before) == 200);
    }

    @Test
    void butNotAfterAMereChangeOfTheProfile() {
        UUID account = newId();
        String token = token(account, Instant.now().minusSeconds(30), "photographer");
        changed(account, 2, true, Instant.now().minusSeconds(3600), "photographer");
        settle();
        assertThat(status(token)).isEqualTo(200);
    }

    @Test
    void ofADeletedAccount() {
        UUID account = newId();
        String token = token(account, Instant.now(), "photographer");
        var data = new HashMap<String, Object>();
        data.put("account_id", account);
        data.put("studio_id", null);
        data.put("studio_deleted", false);
        send(newId(), "account.deleted.v1", account, 7, data);
        assertRefusedSoon(token);
        // News from before that comes late changes nothing.
        changed(account, 6, true, Instant.EPOCH, "photographer");
        settle();
        assertThat(status(token)).isEqualTo(401);
    }

    @Test
    void ofARevokedApiTokenAlone() {
        UUID account = newId();
        UUID apiToken = newId();
        String byApiToken = SUITE.token(
                account,
                newId(),
                claims -> claims.claim("token_id", apiToken.toString()).claim("scope", "galleries:read"),
                "photographer");
        String ofTheBrowser = token(account, Instant.now(), "photographer");
        assertThat(status(byApiToken)).isEqualTo(200);

        send(
                newId(),
                "api_token.revoked.v1",
                apiToken,
                1,
                java.util.Map.of("token_id", apiToken, "account_id", account));

        assertRefusedSoon(byApiToken);
        assertThat(status(ofTheBrowser)).isEqualTo(200);
    }

    @Test
    void atEveryInstanceAndStillAfterARestart() {
        UUID account = newId();
        String token = token(account, Instant.now(), "photographer");
        UUID earlier = newId();
        String refusedBefore = token(earlier, Instant.now(), "photographer");
        changed(earlier, 2, false, null, "photographer");
        assertRefusedSoon(refusedBefore);
        try (var second = (ServletWebServerApplicationContext)
                new SpringApplicationBuilder(GalleryService.class).run(sameSettings())) {
            var there = new Api(second.getWebServer().getPort());
            assertThat(there.request(refusedBefore, "GET", "/api/galleries", null)
                            .status())
                    .isEqualTo(401);
            assertThat(there.request(token, "GET", "/api/galleries", null).status())
                    .isEqualTo(200);

            changed(account, 2, false, null, "photographer");

            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> status(token) == 401
                            && there.request(token, "GET", "/api/galleries", null)
                                            .status()
                                    == 401);
        }
    }

    @Test
    void asFarAsIsKnownWhileTheDatabaseIsAwayAndSaysSo() {
        UUID known = newId();
        String refused = token(known, Instant.now(), "photographer");
        String believed = token(newId(), Instant.now(), "photographer");
        UUID meanwhile = newId();
        String ofMeanwhile = token(meanwhile, Instant.now(), "photographer");
        changed(known, 2, false, null, "photographer");
        assertRefusedSoon(refused);

        jdbc.sql("alter table refused_tokens rename to refused_tokens_away").update();
        try {
            Instant away = Instant.now();
            assertThat(ready()).as("a moment is no outage").isEqualTo(200);
            assertThat(status(refused)).isEqualTo(401);
            assertThat(status(believed)).isEqualTo(200);

            await().atMost(Duration.ofSeconds(8))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> ready() == 503);
            assertThat(Duration.between(away, Instant.now())).isGreaterThan(Duration.ofMillis(4500));
            assertThat(status(refused)).isEqualTo(401);
            assertThat(status(believed))
                    .as("not ready, and serving all the same")
                    .isEqualTo(200);
            // What another instance notes in the meantime.
            note("refused_tokens_away", meanwhile, "clock_timestamp()");
            assertThat(status(ofMeanwhile)).isEqualTo(200);
        } finally {
            jdbc.sql("alter table refused_tokens_away rename to refused_tokens").update();
        }
        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> ready() == 200);
        assertRefusedSoon(ofMeanwhile);
        assertThat(status(refused)).isEqualTo(401);
    }

    @Test
    void evenIfMoreAreRefusedThanAnInstanceRemembers() {
        UUID longAgo = newId();
        note("refused_tokens", longAgo, "now() - interval '1 hour'");
        String outOfMind = token(longAgo, Instant.now(), "photographer");
        String stranger = token(newId(), Instant.now(), "photographer");
        jdbc.sql("""
                insert into refused_tokens (subject, every_token, issued_before, roles, changed_at, noted_at, expires_at)
                select gen_random_uuid(), true, now(), 'crowd', now(), now() - interval '30 minutes', now() + interval '1 hour'
                from generate_series(1, 50000)""").update();
        try (var second = (ServletWebServerApplicationContext)
                new SpringApplicationBuilder(GalleryService.class).run(sameSettings())) {
            var there = new Api(second.getWebServer().getPort());
            assertThat(there.request(outOfMind, "GET", "/api/galleries", null).status())
                    .isEqualTo(401);
            assertThat(there.request(stranger, "GET", "/api/galleries", null).status())
                    .isEqualTo(200);

            UUID account = newId();
            String late = token(account, Instant.now(), "photographer");
            assertThat(there.request(late, "GET", "/api/galleries", null).status())
                    .isEqualTo(200);
            changed(account, 2, false, null, "photographer");
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() ->
                            there.request(late, "GET", "/api/galleries", null).status() == 401);
        } finally {
            jdbc.sql("delete from refused_tokens where roles = 'crowd'").update();
        }
    }

    private int ready() {
        return guest().get("/actuator/health/readiness").status();
    }

    private void note(String table, UUID account, String at) {
        jdbc.sql("insert into " + table
                        + " (subject, every_token, issued_before, roles, changed_at, noted_at, expires_at)"
                        + " values (?, true, now(), '', now(), " + at + ", now() + interval '1 hour')")
                .param(account)
                .update();
    }

    /** No token of then lives as long as what refuses it, and nothing is kept for ever. */
    @Test
    void untilNoTokenOfThatTimeCanLive() {
        UUID account = newId();
        changed(account, 2, false, null, "photographer");
        assertRefusedSoon(token(account, Instant.now(), "photographer"));
        Instant until = jdbc.sql("select expires_at from refused_tokens where subject = ?")
                .param(account)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .single();
        assertThat(Duration.between(Instant.now(), until)).isBetween(Duration.ofMinutes(61), Duration.ofHours(3));
        assertThat(guest().get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    private String[] sameSettings() {
        var settings = new java.util.ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off"));
        for (var name : List.of(
                "spring.datasource.url",
                "spring.datasource.username",
                "spring.datasource.password",
                "spring.rabbitmq.host",
                "spring.rabbitmq.port",
                "spring.rabbitmq.username",
                "spring.rabbitmq.password",
                "spring.rabbitmq.virtual-host",
                "vitrine.auth.url",
                "vitrine.media.url",
                "vitrine.media.signing-keys")) {
            settings.add("--" + name + "=" + environment.getProperty(name, ""));
        }
        return settings.toArray(String[]::new);
    }
}
