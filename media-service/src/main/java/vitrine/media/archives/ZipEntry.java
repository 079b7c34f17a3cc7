package vitrine.media.archives;

import java.time.Instant;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.OriginalKey;

/**
 * One file of a ZIP.
 *
 * @param key of the photo
 * @param object where its bytes are
 * @param name as it stands in the ZIP, already safe and unlike every other name in it
 * @param size in bytes
 * @param crc32 of all its bytes, 0 to 2^32-1
 */
record ZipEntry(OriginalKey key, ObjectName object, String name, long size, long crc32, Instant modified) {}
