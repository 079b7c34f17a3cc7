package vitrine.auth.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import vitrine.auth.AuthTest;
import vitrine.auth.People;
import vitrine.auth.TestParties.Others;

@AuthTest
class StatusTest {

    @Autowired
    People people;

    @Autowired
    Others others;

    @Test
    void eachPartIsAskedAndSilentOnesHoldNobodyUp() {
        String admin = people.adminToken();
        Instant begun = Instant.now();
        JsonNode status = people.get("/api/admin/status", admin).body();

        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMillis(1900));
        JsonNode gallery = part(status, "gallery");
        assertThat(gallery.get("state").asString()).isEqualTo("up");
        assertThat(gallery.get("version").asString()).isEqualTo("0.1.0");
        assertThat(gallery.get("dead_letters").asLong()).isEqualTo(3);
        assertThat(gallery.get("events_waiting").asLong()).isEqualTo(4);
        assertThat(gallery.get("disk_free_bytes").asLong()).isEqualTo(15_000_000_000L);
        assertThat(gallery.get("disk_total_bytes").isNull()).isTrue();
        assertThat(part(status, "share").get("state").asString()).isEqualTo("silent");
        assertThat(part(status, "media").get("state").asString()).isEqualTo("silent");
        assertThat(status.get("letters_waiting").isNumber()).isTrue();

        others.down(true);
        try {
            assertThat(part(people.get("/api/admin/status", admin).body(), "gallery")
                            .get("state")
                            .asString())
                    .isEqualTo("down");
        } finally {
            others.down(false);
        }
    }

    @Test
    void onlyAdminsSeeIt() {
        assertThat(people.get("/api/admin/status", "").status()).isEqualTo(401);
        assertThat(people.get("/api/admin/status", people.token(people.photographer()))
                        .status())
                .isEqualTo(403);
    }

    private static JsonNode part(JsonNode status, String name) {
        for (JsonNode part : status.get("parts")) {
            if (part.get("name").asString().equals(name)) {
                return part;
            }
        }
        throw new AssertionError("No " + name + " in " + status);
    }
}
