package vitrine.auth.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the log, newest first. */
@Repository
class AuditTrail {

    private static final int FETCHED_AT_ONCE = 500;
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};
    private static final String SELECT = """
            select e.id, e.occurred_at, e.action, e.actor_id, actor.username as actor_name,
                   e.subject_id,
                   case when subject.id is not null then 'account'
                        when studio.id is not null then 'studio'
                        when client.id is not null then 'client' end as subject_kind,
                   coalesce(subject.username, studio.name, client.client_name) as subject_name,
                   e.address, e.user_agent, e.details::text as details
            from audit_event e
            left join account actor on actor.id = e.actor_id
            left join account subject on subject.id = e.subject_id
            left join studio on studio.id = e.subject_id
            left join oauth2_registered_client client on client.id = e.subject_id::text
            """;

    private static final String MATCHES_TEXT = """
            e.action like :text escape '!' or e.address like :text escape '!'
            or lower(e.user_agent) like :text escape '!' or lower(e.details::text) like :text escape '!'
            or lower(actor.username) like :text escape '!' or lower(subject.username) like :text escape '!'
            or lower(studio.name) like :text escape '!' or lower(client.client_name) like :text escape '!'""";

    private final NamedParameterJdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate streaming;
    private final JsonMapper json;

    AuditTrail(NamedParameterJdbcTemplate jdbc, DataSource database, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
        var fetching = new JdbcTemplate(database);
        fetching.setFetchSize(FETCHED_AT_ONCE);
        this.streaming = new NamedParameterJdbcTemplate(fetching);
    }

    /** @param after the last event seen before, null from the newest on */
    List<AuditEntry> page(AuditFilter filter, @Nullable Position after, int limit) {
        Map<String, @Nullable Object> values = new HashMap<>();
        String where = where(filter, values);
        if (after != null) {
            where += " and (e.occurred_at, e.id) < (:after_time, :after_id)";
            values.put("after_time", Timestamp.from(after.occurredAt()));
            values.put("after_id", after.id());
        }
        values.put("limit", limit);
        return jdbc.query(
                SELECT + where + " order by e.occurred_at desc, e.id desc limit :limit",
                values,
                (row, number) -> entry(row));
    }

    /** All of it, a few hundred rows in memory at a time: within a transaction the driver reads through a cursor. */
    @Transactional(readOnly = true)
    public void each(AuditFilter filter, Consumer<AuditEntry> reader) {
        Map<String, @Nullable Object> values = new HashMap<>();
        streaming.query(SELECT + where(filter, values) + " order by e.occurred_at desc, e.id desc", values, row -> {
            reader.accept(entry(row));
        });
    }

    private static String where(AuditFilter filter, Map<String, @Nullable Object> values) {
        StringBuilder where = new StringBuilder("where true");
        String action = filter.action();
        if (action != null) {
            where.append(" and e.action like :action escape '!'");
            values.put("action", escaped(action) + (action.endsWith(".") ? "%" : ""));
        }
        party(where, values, "actor", filter.actor());
        party(where, values, "subject", filter.subject());
        if (filter.from() != null) {
            where.append(" and e.occurred_at >= :from");
            values.put("from", Timestamp.from(filter.from()));
        }
        if (filter.to() != null) {
            where.append(" and e.occurred_at < :to");
            values.put("to", Timestamp.from(filter.to()));
        }
        String text = filter.text();
        if (text != null) {
            where.append(" and (").append(MATCHES_TEXT).append(")");
            values.put("text", "%" + escaped(text.toLowerCase(Locale.ROOT)) + "%");
        }
        return where.toString();
    }

    private static void party(
            StringBuilder where, Map<String, @Nullable Object> values, String role, @Nullable String named) {
        if (named == null) {
            return;
        }
        UUID id = id(named);
        if (id == null) {
            where.append(
                    " and e.%1$s_id in (select id from account where lower(username) = :%1$s or lower(email) = :%1$s)"
                            .formatted(role));
            values.put(role, named.toLowerCase(Locale.ROOT));
        } else {
            where.append(" and e.%1$s_id = :%1$s".formatted(role));
            values.put(role, id);
        }
    }

    private static @Nullable UUID id(String text) {
        try {
            return text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String escaped(String text) {
        return text.replaceAll("([!%_])", "!$1");
    }

    private AuditEntry entry(ResultSet row) throws SQLException {
        UUID actor = row.getObject("actor_id", UUID.class);
        UUID subject = row.getObject("subject_id", UUID.class);
        String actorName = row.getString("actor_name");
        return new AuditEntry(
                row.getObject("id", UUID.class),
                row.getTimestamp("occurred_at").toInstant(),
                row.getString("action"),
                actor == null ? null : new AuditEntry.Party(actor, actorName == null ? null : "account", actorName),
                subject == null
                        ? null
                        : new AuditEntry.Party(subject, row.getString("subject_kind"), row.getString("subject_name")),
                row.getString("address"),
                row.getString("user_agent"),
                json.readValue(row.getString("details"), FACTS));
    }

    record Position(Instant occurredAt, UUID id) {}
}
