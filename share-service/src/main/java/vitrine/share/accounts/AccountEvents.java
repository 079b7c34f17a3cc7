package vitrine.share.accounts;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/** Hears from auth-service who may share. */
@Component
class AccountEvents {

    private static final String QUEUE = "share.accounts";
    private static final String DELETED = "account.deleted.v1";

    private final Accounts accounts;
    private final Inbox inbox;
    private final ApplicationEventPublisher facts;

    AccountEvents(Accounts accounts, Inbox inbox, ApplicationEventPublisher facts) {
        this.accounts = accounts;
        this.inbox = inbox;
        this.facts = facts;
    }

    /** Activation announces no {@code active}: it is what it says. */
    record AccountFacts(
            UUID accountId,
            String username,
            @Nullable String email,
            List<String> roles,
            @Nullable UUID studioId,
            @Nullable Boolean active) {}

    record Deleted(@Nullable UUID studioId, boolean studioDeleted) {}

    @Consumes(
            queue = QUEUE,
            types = {"account.activated.v1", "account.changed.v1", DELETED})
    void on(Event event) {
        if (!inbox.isNewer(QUEUE, event.subject(), event.version())) {
            return;
        }
        if (event.type().equals(DELETED)) {
            var deleted = event.dataAs(Deleted.class);
            accounts.bury(event.subject());
            facts.publishEvent(new AccountChanged(event.subject()));
            facts.publishEvent(new AccountGone(event.subject(), deleted.studioDeleted() ? deleted.studioId() : null));
            return;
        }
        var said = event.dataAs(AccountFacts.class);
        var active = said.active() == null || said.active();
        accounts.save(said.accountId(), said.username(), said.email(), said.studioId(), said.roles(), active);
        facts.publishEvent(new AccountChanged(said.accountId()));
    }
}
