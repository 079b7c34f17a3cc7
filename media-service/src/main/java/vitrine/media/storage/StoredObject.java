package vitrine.media.storage;

/**
 * An object that is there, whole.
 *
 * @param size in bytes
 * @param version changes whenever the bytes do; of letters, digits and hyphens, good for an entity tag
 */
public record StoredObject(ObjectName name, long size, String version) {}
