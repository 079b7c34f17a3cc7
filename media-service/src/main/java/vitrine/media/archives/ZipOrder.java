package vitrine.media.archives;

import java.util.UUID;

/**
 * A ZIP that was asked for.
 *
 * @param grant who asked; the URL must be signed for the same
 * @param filename to save it under
 * @param sizeBytes of the whole ZIP
 * @param etag of its bytes, without quotes
 */
record ZipOrder(UUID id, String grant, String filename, long sizeBytes, String etag) {}
