package vitrine.gateway.tokens;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/**
 * A deactivated or deleted account is signed out of every browser. Of one that changed otherwise, the tokens say what was before, and
 * after a new password no service believes them: they are renewed before they are used again.
 */
@Component
class AccountChanges {

    private static final Logger log = LoggerFactory.getLogger(AccountChanges.class);
    private static final String QUEUE = "gateway.accounts";
    private static final String DELETED = "account.deleted.v1";

    private final BrowserSessions sessions;
    private final Inbox inbox;

    AccountChanges(BrowserSessions sessions, Inbox inbox) {
        this.sessions = sessions;
        this.inbox = inbox;
    }

    private record Account(boolean active) {}

    @Consumes(
            queue = QUEUE,
            types = {"account.changed.v1", DELETED})
    void on(Event event) {
        if (!inbox.isNewer(QUEUE, event.subject(), event.version())) {
            return;
        }
        if (event.type().equals(DELETED) || !event.dataAs(Account.class).active()) {
            var ended = sessions.endAllOf(event.subject());
            log.info("Account {} is inactive or gone: {} sessions ended", event.subject(), ended);
        } else {
            sessions.renewAllOf(event.subject());
        }
    }
}
