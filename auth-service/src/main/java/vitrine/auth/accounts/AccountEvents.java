package vitrine.auth.accounts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vitrine.auth.studios.Studio;
import vitrine.messaging.Outbox;

/** Announces what other services need to know of an account; the schemas are in {@code contracts/events}. */
@Component
class AccountEvents {

    private final Outbox outbox;

    AccountEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void activated(Account account) {
        Studio studio = account.studio();
        outbox.publish(
                "account.activated.v1",
                account.id(),
                account.version(),
                new Activated(
                        account.id(),
                        account.username(),
                        account.email(),
                        account.roles(),
                        studio == null ? null : studio.id(),
                        studio == null ? null : studio.name(),
                        account.language()));
    }

    void changed(Account account) {
        Studio studio = account.studio();
        outbox.publish(
                "account.changed.v1",
                account.id(),
                account.version(),
                new Changed(
                        account.id(),
                        account.username(),
                        account.email(),
                        account.roles(),
                        studio == null ? null : studio.id(),
                        studio == null ? null : studio.name(),
                        account.language(),
                        account.isActive(),
                        account.tokensValidFrom()));
    }

    /** @param studioDeleted whether the account's studio went with it */
    void deleted(Account account, boolean studioDeleted) {
        Studio studio = account.studio();
        outbox.publish(
                "account.deleted.v1",
                account.id(),
                account.version() + 1,
                new Deleted(account.id(), studio == null ? null : studio.id(), studioDeleted));
    }

    record Activated(
            UUID accountId,
            String username,
            String email,
            List<String> roles,
            @Nullable UUID studioId,
            @Nullable String studioName,
            String language) {}

    record Changed(
            UUID accountId,
            String username,
            String email,
            List<String> roles,
            @Nullable UUID studioId,
            @Nullable String studioName,
            String language,
            boolean active,
            Instant tokensValidFrom) {}

    record Deleted(UUID accountId, @Nullable UUID studioId, boolean studioDeleted) {}
}
