package vitrine.gateway.tokens;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/** What ends access tokens before their time. */
@Component
class TokenEvents {

    private static final String QUEUE = "gateway.tokens";
    private static final String ACCOUNT_DELETED = "account.deleted.v1";
    private static final String API_TOKEN_REVOKED = "api_token.revoked.v1";

    private final RefusedTokens refused;
    private final Inbox inbox;

    TokenEvents(RefusedTokens refused, Inbox inbox) {
        this.refused = refused;
        this.inbox = inbox;
    }

    record Changed(
            List<String> roles, boolean active, @Nullable Instant tokensValidFrom) {}

    @Consumes(
            queue = QUEUE,
            types = {"account.changed.v1", ACCOUNT_DELETED, API_TOKEN_REVOKED})
    void on(Event event) {
        boolean newer = inbox.isNewer(QUEUE, event.subject(), event.version());
        if (event.type().equals(ACCOUNT_DELETED) || event.type().equals(API_TOKEN_REVOKED)) {
            refused.refuseAll(event.subject(), event.occurredAt());
        } else if (newer) {
            changed(event.subject(), event.dataAs(Changed.class), event.occurredAt());
        }
    }

    private void changed(UUID id, Changed account, Instant at) {
        if (account.active()) {
            Instant validFrom = account.tokensValidFrom();
            refused.believeOnly(id, validFrom == null ? Instant.EPOCH : validFrom, account.roles(), at);
        } else {
            refused.refuseAll(id, at);
        }
    }
}
