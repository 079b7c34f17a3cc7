package vitrine.gallery.notifications;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/** Accounts tell where their people are written to, and in which language. */
@Component
class PeopleEvents {

    private static final String QUEUE = "gallery.people";
    private static final String DELETED = "account.deleted.v1";

    private final Inbox inbox;
    private final JdbcClient jdbc;

    PeopleEvents(Inbox inbox, JdbcClient jdbc) {
        this.inbox = inbox;
        this.jdbc = jdbc;
    }

    record Person(
            @Nullable String email,
            @Nullable String language,
            @Nullable Boolean active) {}

    @Consumes(
            queue = QUEUE,
            types = {"account.activated.v1", "account.changed.v1", DELETED})
    void on(Event event) {
        if (!inbox.isNewer(QUEUE, event.subject(), event.version())) {
            return;
        }
        if (event.type().equals(DELETED)) {
            forget(event.subject());
            return;
        }
        Person person = event.dataAs(Person.class);
        if (person.email() == null) {
            return;
        }
        jdbc.sql("""
                        insert into people (account_id, email, language, active) values (:id, :email, :language, :active)
                        on conflict (account_id) do update
                           set email = excluded.email, language = excluded.language, active = excluded.active""")
                .param("id", event.subject())
                .param("email", person.email())
                .param("language", "de".equals(person.language()) ? "de" : "en")
                .param("active", !Boolean.FALSE.equals(person.active()))
                .update();
    }

    private void forget(UUID account) {
        for (String table : new String[] {"letters", "notices", "notice_settings", "people"}) {
            jdbc.sql("delete from " + table + " where account_id = ?")
                    .param(account)
                    .update();
        }
    }
}
