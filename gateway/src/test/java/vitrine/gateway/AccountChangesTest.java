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

    private void announce(Changed change, long version) {
        transactions.executeWithoutResult(
                status -> outbox.publish("account.changed.v1", change.accountId(), version, change));
    }
}
