package vitrine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

class RenewalTest extends GatewayTest {

    @Autowired
    TransactionTemplate transactions;

    @ParameterizedTest
    @ValueSource(ints = {1, 15})
    void happensOnceForAllRequestsAtATime(int secondsLeft) throws Exception {
        auth.accessLife = Duration.ofSeconds(secondsLeft);
        var browser = signedIn();
        auth.accessLife = Duration.ofMinutes(5);
        auth.refreshTakes = Duration.ofMillis(300);

        var statuses = atOnce(24, () -> browser.get("/api/galleries").status());

        assertThat(statuses).containsOnly(200);
        assertThat(auth.refreshes).hasValue(1);
        assertThat(browser.get("/auth/session").text()).contains("\"signed_in\":true");
    }

    @Test
    void waitsForAnotherInstanceAndUsesWhatThatGot() throws Exception {
        auth.accessLife = Duration.ofSeconds(1);
        var browser = signedIn();
        auth.accessLife = Duration.ofMinutes(5);
        var locked = new CountDownLatch(1);
        var asked = new CountDownLatch(1);

        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            // Another instance holds the row and stores fresh tokens: here, their life is simply prolonged.
            var renewal = other.submit(() -> transactions.executeWithoutResult(status -> {
                jdbc.sql("select 1 from session_tokens for update").query().listOfRows();
                locked.countDown();
                await(asked);
                jdbc.sql("update session_tokens set access_expires_at = now() + interval '5 minutes'")
                        .update();
            }));
            locked.await();
            var answer = other.submit(() -> browser.get("/api/galleries").status());
            org.awaitility.Awaitility.await()
                    .until(() -> jdbc.sql(
                                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")
                                    .query(Integer.class)
                                    .single()
                            > 0);
            asked.countDown();
            renewal.get();
            assertThat(answer.get()).isEqualTo(200);
        }

        assertThat(auth.refreshes).hasValue(0);
    }

    @Test
    void endsTheSessionWhenItIsRefusedForGood() {
        auth.accessLife = Duration.ofSeconds(1);
        var browser = signedIn();
        auth.refusesRefresh = true;
        gallery.behave(exchange ->
                Upstream.answer(exchange, exchange.getRequestHeaders().containsKey("Authorization") ? 200 : 401, "{}"));

        assertThat(browser.get("/api/galleries").status()).isEqualTo(401);
        assertThat(browser.cookies).doesNotContainKey("vitrine_session");
        assertThat(browser.get("/auth/session").text()).contains("\"signed_in\":false");
    }

    @Test
    void goesOnWithAValidTokenWhileTheAuthServiceIsAway() {
        auth.accessLife = Duration.ofSeconds(20);
        var browser = signedIn();
        auth.broken = true;

        assertThat(browser.get("/api/galleries").status()).isEqualTo(200);
        assertThat(gallery.last().header("Authorization")).startsWith("Bearer ");
        assertThat(browser.get("/auth/session").text())
                .contains("\"signed_in\":true", "\"username\":\"anna\"", "photographer");
    }

    @Test
    void keepsTheSessionWhenItIsImpossibleForAMoment() {
        auth.accessLife = Duration.ofSeconds(1);
        var browser = signedIn();
        auth.broken = true;

        assertThat(browser.get("/api/galleries").status()).isEqualTo(503);
        assertThat(browser.cookies).containsKey("vitrine_session");

        auth.broken = false;
        auth.accessLife = Duration.ofMinutes(5);
        assertThat(browser.get("/api/galleries").status()).isEqualTo(200);
    }

    @Test
    void writesNothingForRequestsInBetween() {
        var browser = signedIn();
        var before = lastAccess();

        browser.get("/api/galleries");
        browser.get("/api/images/");

        assertThat(lastAccess()).isEqualTo(before);
        jdbc.sql("update spring_session set last_access_time = last_access_time - 7200000")
                .update();
        browser.get("/api/galleries");
        assertThat(lastAccess()).isGreaterThanOrEqualTo(before);
    }

    private long lastAccess() {
        return jdbc.sql("select max(last_access_time) from spring_session")
                .query(Long.class)
                .single();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static <T> java.util.List<T> atOnce(int times, Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(call));
            }
            var results = new ArrayList<T>();
            for (var future : running) {
                results.add(future.get());
            }
            return results;
        }
    }
}
