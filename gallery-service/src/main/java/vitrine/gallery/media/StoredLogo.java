package vitrine.gallery.media;

/**
 * A logo that media-service took in.
 *
 * @param id its content's hash, in 64 hexadecimal digits
 */
public record StoredLogo(String id, int width, int height) {}
