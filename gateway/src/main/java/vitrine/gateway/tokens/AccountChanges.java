package vitrine.gateway.tokens;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/** A deactivated account is signed out of every browser. */
@Component
class AccountChanges {

    private static final Logger log = LoggerFactory.getLogger(AccountChanges.class);
    private static final String QUEUE = "gateway.accounts";

    private final BrowserSessions sessions;
    private final Inbox inbox;

    AccountChanges(BrowserSessions sessions, Inbox inbox) {
        this.sessions = sessions;
        this.inbox = inbox;
    }

    private record Account(boolean active) {}

    @Consumes(queue = QUEUE, types = "account.changed.v1")
    void on(Event event) {
        if (inbox.isNewer(QUEUE, event.subject(), event.version())
                && !event.dataAs(Account.class).active()) {
            var ended = sessions.endAllOf(event.subject());
            log.info("Account {} is inactive: {} sessions ended", event.subject(), ended);
        }
    }
}
