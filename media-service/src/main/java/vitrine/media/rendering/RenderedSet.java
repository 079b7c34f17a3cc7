package vitrine.media.rendering;

import java.util.List;

/**
 * All that is made from one original.
 *
 * @param width of the original as people see it (orientation applied)
 * @param height of the original as people see it (orientation applied)
 * @param placeholder ThumbHash
 * @param renditions {@code thumbnail}, {@code preview} and {@code watermarked}, always all three
 * @param mark how the watermarked one is marked, see {@link WatermarkSpec#id()}
 * @param engine what decoded the original, for metrics
 */
public record RenderedSet(
        int width, int height, byte[] placeholder, List<Rendition> renditions, String mark, String engine) {

    public RenderedSet {
        renditions = List.copyOf(renditions);
    }

    /** Under which name a rendition is stored. */
    public String storedName(Rendition rendition) {
        return rendition.name().equals("watermarked") ? WatermarkSpec.STORED_AS + mark : rendition.name();
    }

    /** The rendition of that name. */
    public Rendition rendition(String name) {
        return renditions.stream()
                .filter(rendition -> rendition.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No such rendition: " + name));
    }
}
