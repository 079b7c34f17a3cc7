package vitrine.gallery.studios;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/** Accounts tell what their studios are called. */
@Component
class AccountEvents {

    private static final String QUEUE = "gallery.accounts";

    private final Studios studios;
    private final Inbox inbox;

    AccountEvents(Studios studios, Inbox inbox) {
        this.studios = studios;
        this.inbox = inbox;
    }

    record Account(@Nullable UUID studioId, @Nullable String studioName) {}

    @Consumes(
            queue = QUEUE,
            types = {"account.activated.v1", "account.changed.v1"})
    void on(Event event) {
        if (!inbox.isNewer(QUEUE, event.subject(), event.version())) {
            return;
        }
        Account account = event.dataAs(Account.class);
        if (account.studioId() != null && account.studioName() != null) {
            studios.called(account.studioId(), account.studioName());
        }
    }
}
