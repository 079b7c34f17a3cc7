package vitrine.gallery.customers;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody the studio works for.
 *
 * @param otherEmails further addresses, of customers that were merged into this one
 * @param linkCount share links made for them
 * @param lastAccessedAt when they last opened one
 */
@Schema(name = "Customer")
record CustomerView(
        UUID id,
        String name,
        String email,
        List<String> otherEmails,
        @Nullable String phone,
        @Nullable String notes,
        CustomerStatus status,
        int galleryCount,
        int linkCount,
        @Nullable Instant lastAccessedAt,
        Instant createdAt,
        Instant updatedAt) {}
