package vitrine.media.assets;

import vitrine.media.storage.Checksums;

/** A rendition that lies beside its original. */
public record StoredRendition(String name, int width, int height, Checksums checksums) {}
