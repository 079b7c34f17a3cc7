package vitrine.gallery.notifications;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/** Accounts tell what their people are called, where they are written to, and in which language. */
@Component
class PeopleEvents {

    private static final String QUEUE = "gallery.people";
    private static final String DELETED = "account.deleted.v1";

    private final Inbox inbox;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    PeopleEvents(Inbox inbox, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.inbox = inbox;
        this.jdbc = jdbc;
        this.events = events;
    }

    record Person(
            @Nullable String username,
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
        boolean active = !Boolean.FALSE.equals(person.active());
        jdbc.sql("""
                        insert into people (account_id, name, email, language, active) values (:id, :name, :email, :language, :active)
                        on conflict (account_id) do update
                           set name = excluded.name, email = excluded.email, language = excluded.language, active = excluded.active""")
                .param("id", event.subject())
                .param("name", person.username() == null ? "" : person.username())
                .param("email", person.email())
                .param("language", "de".equals(person.language()) ? "de" : "en")
                .param("active", active)
                .update();
        events.publishEvent(new PersonKnown(event.subject(), person.email(), active));
    }

    private void forget(UUID account) {
        events.publishEvent(new PersonForgotten(account));
        for (String table : new String[] {"letters", "notices", "notice_settings", "people"}) {
            jdbc.sql("delete from " + table + " where account_id = ?")
                    .param(account)
                    .update();
        }
    }
}
