package vitrine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.messaging.Outbox;

class AccountChangesTest extends GatewayTest {

    record Changed(java.util.UUID accountId, String username, List<String> roles, boolean active) {}

    record Deleted(java.util.UUID accountId, java.util.UUID studioId, boolean studioDeleted) {}

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transactions;

    @Test
    void signsADeactivatedAccountOut() {
        auth.account = java.util.UUID.randomUUID();
        var browser = signedIn();

        announce(new Changed(auth.account, "anna", List.of("viewer"), true), 2);
        announce(new Changed(auth.account, "anna", List.of("viewer"), false), 3);

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(browser.get("/auth/session").text()).contains("\"signed_in\":false"));
    }

    @Test
    void signsADeletedAccountOutForGood() {
        auth.account = java.util.UUID.randomUUID();
        var browser = signedIn();

        announce("account.deleted.v1", new Deleted(auth.account, null, false), 1_000);

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(browser.get("/auth/session").text()).contains("\"signed_in\":false"));
    }

    @Test
    void renewsTheTokensOfAnAccountThatChanged() {
        auth.account = java.util.UUID.randomUUID();
        var browser = signedIn();
        assertThat(browser.get("/api/galleries").status()).isEqualTo(200);
        var before = gallery.last().header("Authorization");

        announce(new Changed(auth.account, "anna", List.of("viewer"), true), 10);

        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            assertThat(browser.get("/api/galleries").status()).isEqualTo(200);
            assertThat(gallery.last().header("Authorization")).isNotEqualTo(before);
        });
        assertThat(browser.get("/auth/session").text()).contains("\"signed_in\":true");
    }

    private void announce(String type, Deleted deletion, long version) {
        transactions.executeWithoutResult(status -> outbox.publish(type, deletion.accountId(), version, deletion));
    }

    private void announce(Changed change, long version) {
        transactions.executeWithoutResult(
                status -> outbox.publish("account.changed.v1", change.accountId(), version, change));
    }
}
