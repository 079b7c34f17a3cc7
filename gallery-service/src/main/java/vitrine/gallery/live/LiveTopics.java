package vitrine.gallery.live;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.access.Caller;

/**
 * Tells open pages, at whichever instance, that there is something new to ask for, once the transaction is committed. What it is they
 * learn by asking, which decides anew what they may see.
 */
@Component
public class LiveTopics {

    static final String CHANNEL = "live_topics";

    private final JdbcClient jdbc;

    LiveTopics(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insightsOf(UUID studioId) {
        publish(new Notice("insights", studioId));
    }

    public void noticesOf(UUID accountId) {
        publish(new Notice("notices", accountId));
    }

    /** What others share with somebody is different now. */
    public void galleriesOf(UUID accountId) {
        publish(new Notice("galleries", accountId));
    }

    private void publish(Notice notice) {
        jdbc.sql("select pg_notify(?, ?)")
                .params(CHANNEL, notice.topic() + " " + notice.subject())
                .query((row, n) -> n)
                .list();
    }

    /** @param subject the studio, or the account, whose pages are told */
    record Notice(String topic, UUID subject) {

        static Notice decoded(String payload) {
            int space = payload.indexOf(' ');
            return new Notice(payload.substring(0, space), UUID.fromString(payload.substring(space + 1)));
        }

        boolean isFor(Caller caller) {
            return subject.equals(topic.equals("insights") ? caller.studioId() : caller.accountId());
        }
    }
}
