package vitrine.gallery.studios;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/** Accounts tell what their studios are called, and when they are gone. */
@Component
class AccountEvents {

    private static final String QUEUE = "gallery.accounts";
    private static final String DELETED = "account.deleted.v1";

    private final Studios studios;
    private final Inbox inbox;
    private final ApplicationEventPublisher events;

    AccountEvents(Studios studios, Inbox inbox, ApplicationEventPublisher events) {
        this.studios = studios;
        this.inbox = inbox;
        this.events = events;
    }

    record Account(@Nullable UUID studioId, @Nullable String studioName) {}

    record Deleted(@Nullable UUID studioId, boolean studioDeleted) {}

    @Consumes(
            queue = QUEUE,
            types = {"account.activated.v1", "account.changed.v1", DELETED})
    void on(Event event) {
        if (!inbox.isNewer(QUEUE, event.subject(), event.version())) {
            return;
        }
        if (event.type().equals(DELETED)) {
            deleted(event.subject(), event.dataAs(Deleted.class));
            return;
        }
        Account account = event.dataAs(Account.class);
        if (account.studioId() != null && account.studioName() != null) {
            studios.called(account.studioId(), account.studioName());
        }
    }

    private void deleted(UUID account, Deleted deleted) {
        UUID studio = deleted.studioDeleted() ? deleted.studioId() : null;
        events.publishEvent(new AccountGone(account, studio));
        if (studio != null) {
            studios.forget(studio);
        }
    }
}
