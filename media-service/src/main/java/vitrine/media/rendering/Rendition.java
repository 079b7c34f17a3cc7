package vitrine.media.rendering;

/** One picture made from an original: a JPEG in sRGB, upright, without any metadata. */
public record Rendition(String name, int width, int height, byte[] jpeg) {}
