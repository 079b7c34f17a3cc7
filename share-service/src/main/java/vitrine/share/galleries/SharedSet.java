package vitrine.share.galleries;

import java.util.UUID;

/**
 * A section of a gallery as clients see it.
 *
 * @param photoCount of the photos that are shown
 */
public record SharedSet(UUID id, String name, int photoCount) {}
