package vitrine.auth.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.auth.AuthTest;
import vitrine.auth.People;
import vitrine.auth.accounts.Role;
import vitrine.auth.audit.AuditLog;

@AuthTest
class SettingsTest {

    private static final String SETTINGS = "/api/admin/settings";

    @Autowired
    People people;

    @Autowired
    Settings settings;

    @Autowired
    Settings.Configured configured;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    AuditLog audit;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    JdbcClient jdbc;

    @AfterEach
    void asConfigured() {
        jdbc.sql("delete from setting").update();
        // All of them: whichever test comes next reads others than this one changed last.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> settings.current().equals(new Settings.Values(true, Set.of(), 365)));
    }

    @Test
    void untilSomebodyDecidesTheConfigurationHolds() {
        var answer = people.get(SETTINGS, people.adminToken());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("registration_open").asBoolean()).isTrue();
        assertThat(answer.body().get("second_factor_required_for")).isEmpty();
        assertThat(answer.body().get("api_token_max_days").asInt()).isEqualTo(365);
    }

    @Test
    void registrationClosesAndOpensAtOnce() {
        String admin = people.adminToken();
        assertThat(put(admin, false, "\"viewer\"", 30).status()).isEqualTo(200);

        var refused = people.register(People.newName(), People.newName() + "@localhost", "client");
        assertThat(refused.type()).isEqualTo("urn:vitrine:problem:registration-closed");
        assertThat(settings.secondFactorRequiredFor(Role.VIEWER)).isTrue();
        assertThat(settings.secondFactorRequiredFor(Role.USER)).isFalse();
        assertThat(settings.apiTokenMaxDays()).isEqualTo(30);

        assertThat(put(admin, true, "", 30).status()).isEqualTo(200);
        String name = People.newName();
        assertThat(people.register(name, name + "@localhost", "client").status())
                .isEqualTo(201);
    }

    /** Another instance is another writer of the same table. */
    @Test
    void whatAnotherInstanceSetHoldsHereWithinASecond() {
        var nanoTime = new AtomicLong(System.nanoTime());
        var here = new Settings(jdbc, transaction, audit, publisher, configured, nanoTime::get);
        assertThat(here.registrationOpen()).isTrue();
        assertThat(put(people.adminToken(), false, "", 365).status()).isEqualTo(200);
        assertThat(here.registrationOpen()).as("looked at just now").isTrue();
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(here.registrationOpen()).isFalse();
    }

    @Test
    void eachChangeIsRecordedWithBeforeAndAfterAndNoChangeIsNot() {
        String admin = people.adminToken();
        long before = recorded();

        put(admin, false, "", 365);
        put(admin, false, "", 365);

        assertThat(recorded()).isEqualTo(before + 1);
        var details = jdbc.sql("select details ->> 'setting' || ' ' || (details ->> 'before') || ' '"
                        + " || (details ->> 'after') from audit_event"
                        + " where action = 'setting.changed' order by id desc limit 1")
                .query(String.class)
                .single();
        assertThat(details).isEqualTo("registration-open true false");
    }

    @Test
    void nobodyButAnAdminReadsOrSets() {
        String body = "{\"registration_open\":false,\"second_factor_required_for\":[],\"api_token_max_days\":1}";
        assertThat(people.get(SETTINGS, "").status()).isEqualTo(401);
        assertThat(people.call(HttpMethod.PUT, SETTINGS, "", body).status()).isEqualTo(401);
        String photographer = people.token(people.photographer());
        assertThat(people.get(SETTINGS, photographer).status()).isEqualTo(403);
        assertThat(people.call(HttpMethod.PUT, SETTINGS, photographer, body).status())
                .isEqualTo(403);
        assertThat(settings.registrationOpen()).isTrue();
    }

    @Test
    void wrongInputIsNamedAndChangesNothing() {
        String admin = people.adminToken();
        for (String bad : List.of(
                "{}",
                "{\"registration_open\":false,\"second_factor_required_for\":[\"king\"],\"api_token_max_days\":5}",
                "{\"registration_open\":false,\"second_factor_required_for\":[null],\"api_token_max_days\":5}",
                "{\"registration_open\":false,\"second_factor_required_for\":[],\"api_token_max_days\":0}",
                "{\"registration_open\":false,\"second_factor_required_for\":[],\"api_token_max_days\":3651}",
                "{\"registration_open\":null,\"second_factor_required_for\":[],\"api_token_max_days\":5}")) {
            assertThat(people.call(HttpMethod.PUT, SETTINGS, admin, bad).type())
                    .as(bad)
                    .isEqualTo("urn:vitrine:problem:validation");
        }
        assertThat(settings.registrationOpen()).isTrue();
    }

    private long recorded() {
        return jdbc.sql("select count(*) from audit_event where action = 'setting.changed'")
                .query(Long.class)
                .single();
    }

    private People.Answer put(String token, boolean open, String roles, int days) {
        return people.call(
                HttpMethod.PUT,
                SETTINGS,
                token,
                "{\"registration_open\":%s,\"second_factor_required_for\":[%s],\"api_token_max_days\":%d}"
                        .formatted(open, roles, days));
    }
}
