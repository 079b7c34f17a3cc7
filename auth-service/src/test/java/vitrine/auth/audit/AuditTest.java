package vitrine.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import vitrine.auth.AuthTest;
import vitrine.auth.People;

@AuthTest
class AuditTest {

    private static final String AUDIT = "/api/admin/audit";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    AuditLog audit;

    @Autowired
    JdbcClient jdbc;

    @Test
    void eventsAreShownNewestFirstWithTheNamesOfThoseConcerned() {
        var actor = people.client();
        var subject = people.photographer();
        UUID gone = UUID.randomUUID();
        audit.record("test.first", actor.id(), subject.id(), Map.of("before", "a", "after", "b"));
        audit.record("test.second", gone, null, Map.of());

        var items = items("?action=test.&actor=" + actor.username());
        assertThat(items).hasSize(1);
        var event = items.getFirst();
        assertThat(event.at("/action").asString()).isEqualTo("test.first");
        assertThat(event.at("/actor/name").asString()).isEqualTo(actor.username());
        assertThat(event.at("/subject/kind").asString()).isEqualTo("account");
        assertThat(event.at("/subject/name").asString()).isEqualTo(subject.username());
        assertThat(event.at("/details/after").asString()).isEqualTo("b");

        var of = items("?actor=" + gone).getFirst();
        assertThat(of.at("/actor/id").asString()).isEqualTo(gone.toString());
        assertThat(of.at("/actor/name").isNull()).isTrue();
        assertThat(items("?action=test.").getFirst().at("/action").asString()).isEqualTo("test.second");
    }

    @Test
    void eachFilterNarrows() {
        var person = people.client();
        audit.record("filter.one", person.id(), null, Map.of("where", "Marker-100%_sure"));
        audit.record("filter.two", null, person.id(), Map.of());

        assertThat(items("?action=filter.one&actor=" + person.id())).hasSize(1);
        assertThat(items("?actor=" + person.email())).hasSize(1);
        assertThat(items("?subject=" + person.id() + "&action=filter.")).hasSize(1);
        assertThat(items("?q=marker-100%25_SURE")).hasSize(1);
        assertThat(items("?q=marker-100%25%25sure")).isEmpty();
        assertThat(items("?actor=nobody_of_this_name")).isEmpty();
        assertThat(items("?q=" + person.username() + "&action=filter.")).hasSize(2);
        assertThat(items("?actor=" + person.id() + "&from=2999-01-01T00:00:00Z"))
                .isEmpty();
        assertThat(items("?actor=" + person.id() + "&to=2999-01-01T00:00:00Z")).hasSize(1);
        assertThat(items("?actor=" + person.id() + "&to=2001-01-01T00:00:00Z")).isEmpty();
    }

    @Test
    void pagesReachEachEventOnce() {
        UUID actor = UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            audit.record("paged.event", actor, null, Map.of("n", i));
        }
        List<Integer> seen = new ArrayList<>();
        String cursor = "";
        do {
            var page = people.get(AUDIT + "?limit=2&actor=" + actor + cursor, people.adminToken())
                    .body();
            page.get("items").forEach(item -> seen.add(item.at("/details/n").asInt()));
            cursor = page.get("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("next_cursor").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).containsExactly(4, 3, 2, 1, 0);
    }

    @Test
    void theExportIsAFileOfCellsThatCalculateNothing() throws Exception {
        UUID actor = UUID.randomUUID();
        audit.record("export.event", actor, null, Map.of("agent", "quote \" and, comma"));
        jdbc.sql(
                        "insert into audit_event (id, occurred_at, action, actor_id, user_agent, details)"
                                + " values (gen_random_uuid(), now(), 'export.hostile', ?, '=HYPERLINK(\"http://evil\")', '{}')")
                .param(actor)
                .update();

        var response = mvc.perform(get(URI.create(AuthTest.PHOTOS + AUDIT + ".csv?actor=" + actor))
                        .header("Authorization", "Bearer " + people.adminToken()))
                .andReturn()
                .getResponse();

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentType()).startsWith("text/csv");
        assertThat(response.getHeader("Content-Disposition")).startsWith("attachment; filename=\"audit-");
        List<String> lines = response.getContentAsString().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith("\"occurred_at\",\"action\"");
        assertThat(lines.get(1)).contains("\"'=HYPERLINK(\"\"http://evil\"\")\"");
        assertThat(lines.get(2)).endsWith("\"{\"\"agent\"\":\"\"quote \\\"\" and, comma\"\"}\"");
    }

    @Test
    void aCellNeverBeginsLikeAFormula() {
        for (String hostile : List.of("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\uff1d1")) {
            assertThat(AuditApi.cell(hostile)).as(hostile).startsWith("\"'");
        }
        for (String harmless : List.of("ada", "10.0.0.1", "{}", "2026-05-05T10:00:00Z")) {
            assertThat(AuditApi.cell(harmless)).isEqualTo("\"" + harmless + "\"");
        }
        assertThat(AuditApi.cell(null)).isEqualTo("\"\"");
    }

    @Test
    void onlyAdminsReadIt() {
        String photographer = people.token(people.photographer());
        for (String path : List.of(AUDIT, AUDIT + ".csv")) {
            assertThat(people.get(path, "").status()).isEqualTo(401);
            assertThat(people.get(path, photographer).status()).isEqualTo(403);
        }
    }

    @Test
    void wrongInputIsNamed() {
        String admin = people.adminToken();
        for (String bad : List.of(
                "limit=0",
                "limit=201",
                "cursor=!!",
                "cursor=AAAA",
                "cursor=f_______________________________",
                "from=yesterday",
                "to=%2B999999999-01-01T00:00:00Z",
                "q=" + "x".repeat(255),
                "actor=%00")) {
            assertThat(people.get(AUDIT + "?" + bad, admin).status()).as(bad).isEqualTo(400);
        }
        assertThat(people.call(HttpMethod.DELETE, AUDIT, admin, "").status()).isEqualTo(405);
    }

    /** The database refuses, whoever asks: also the owner of the table, who could grant himself the rights again. */
    @Test
    void nothingIsEverChangedOrTakenOut() {
        audit.record("kept.event", null, null, Map.of());
        long before = count();
        for (boolean granted : List.of(false, true)) {
            if (granted) {
                jdbc.sql("grant update, delete, truncate on audit_event to current_user")
                        .update();
            }
            try {
                for (String attempt : List.of(
                        "update audit_event set action = 'x'",
                        "delete from audit_event",
                        "delete from audit_event where action = 'kept.event'",
                        "truncate audit_event")) {
                    assertThatThrownBy(() -> jdbc.sql(attempt).update())
                            .as(attempt)
                            .rootCause()
                            .message()
                            .containsAnyOf("only ever added to", "permission denied");
                }
            } finally {
                jdbc.sql("revoke update, delete, truncate on audit_event from current_user")
                        .update();
            }
        }
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void theRightsAreTakenAwayInTheDatabase() {
        assertThat(jdbc.sql("select count(*) from information_schema.role_table_grants where table_name = 'audit_event'"
                                + " and grantee = current_user and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select tgenabled::text from pg_trigger where tgname = 'audit_event_stays'")
                        .query(String.class)
                        .single())
                .isEqualTo("O");
    }

    private long count() {
        return jdbc.sql("select count(*) from audit_event").query(Long.class).single();
    }

    private List<tools.jackson.databind.JsonNode> items(String query) {
        var answer = people.get(AUDIT + query, people.adminToken());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        List<tools.jackson.databind.JsonNode> items = new ArrayList<>();
        answer.body().get("items").forEach(items::add);
        return items;
    }
}
