package vitrine.media.delivery;

import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/** What takes access away from people who hold URLs already. */
@Component
@Profile("!worker")
class GrantEvents {

    private static final String QUEUE = "media.grants";
    private static final String ACCOUNT_CHANGED = "account.changed.v1";
    private static final String ACCOUNT_DELETED = "account.deleted.v1";

    private final RevokedGrants revokedGrants;
    private final Inbox inbox;

    GrantEvents(RevokedGrants revokedGrants, Inbox inbox) {
        this.revokedGrants = revokedGrants;
        this.inbox = inbox;
    }

    record Withdrawn(String grant) {}

    record AccountChanged(UUID accountId, boolean active) {}

    @Consumes(
            queue = QUEUE,
            types = {"gallery.unpublished.v1", "share.link.revoked.v1", ACCOUNT_CHANGED, ACCOUNT_DELETED})
    void on(Event event) {
        if (event.type().equals(ACCOUNT_CHANGED)) {
            accountChanged(event);
        } else if (event.type().equals(ACCOUNT_DELETED)) {
            accountDeleted(event);
        } else {
            revokedGrants.revoke(event.dataAs(Withdrawn.class).grant());
        }
    }

    /** Whatever is heard of the account later is older. */
    private void accountDeleted(Event event) {
        inbox.isNewer(QUEUE, event.subject(), event.version());
        revokedGrants.revoke("u." + event.subject());
    }

    private void accountChanged(Event event) {
        if (!inbox.isNewer(QUEUE, event.subject(), event.version())) {
            return;
        }
        var account = event.dataAs(AccountChanged.class);
        String grant = "u." + account.accountId();
        if (account.active()) {
            revokedGrants.giveBack(grant);
        } else {
            revokedGrants.revoke(grant);
        }
    }
}
