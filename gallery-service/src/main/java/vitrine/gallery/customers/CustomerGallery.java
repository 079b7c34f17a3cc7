package vitrine.gallery.customers;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/** A gallery that is for a customer. */
@Schema(name = "CustomerGallery")
record CustomerGallery(UUID id, String name, Instant assignedAt) {}
