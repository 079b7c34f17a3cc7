package vitrine.auth.apitokens;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token as its owner sees it afterwards: all but the secret. */
public record ApiToken(
        UUID id,
        String name,
        String prefix,
        List<String> scopes,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    public boolean expired() {
        return !expiresAt.isAfter(Instant.now());
    }

    public OffsetDateTime expires() {
        return expiresAt.atOffset(ZoneOffset.UTC);
    }

    public @Nullable OffsetDateTime lastUsed() {
        return lastUsedAt == null ? null : lastUsedAt.atOffset(ZoneOffset.UTC);
    }
}
