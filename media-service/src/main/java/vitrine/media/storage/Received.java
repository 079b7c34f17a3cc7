package vitrine.media.storage;

import java.util.UUID;

/** Complete bytes that wait for their confirmation, durable already. */
public record Received(UUID id, Checksums checksums) {}
