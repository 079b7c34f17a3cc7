package vitrine.gallery.branding;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/**
 * The colours a studio can choose from. Each can be read as text on the ground of every page, and carries the words of a
 * button: white on the light one, ink on the dark one, at 4.5:1 or more.
 */
@Schema(name = "AccentName")
public enum Accent {
    @JsonProperty("petrol")
    PETROL("#0F5E63", "#6FD3CF"),
    @JsonProperty("ink")
    INK("#16181D", "#ECEAE4"),
    @JsonProperty("stone")
    STONE("#5B5750", "#C9C2B6"),
    @JsonProperty("navy")
    NAVY("#1F3F77", "#9DBDF5"),
    @JsonProperty("sky")
    SKY("#0B5CAD", "#7FBBF5"),
    @JsonProperty("plum")
    PLUM("#6B2F7D", "#D9A7EA"),
    @JsonProperty("berry")
    BERRY("#9B1B4F", "#F59BBE"),
    @JsonProperty("wine")
    WINE("#7A1F2B", "#F0A0A5"),
    @JsonProperty("terracotta")
    TERRACOTTA("#A3421C", "#F2A57E"),
    @JsonProperty("ochre")
    OCHRE("#7D5A00", "#E6BE5A"),
    @JsonProperty("olive")
    OLIVE("#55611A", "#C3CF7A"),
    @JsonProperty("forest")
    FOREST("#1E6041", "#7FD0A3");

    private final String light;
    private final String dark;

    Accent(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /**
     * A colour as it goes to pages and mails.
     *
     * @param light on light ground, as {@code #RRGGBB}
     * @param dark on dark ground
     */
    @Schema(name = "Accent")
    public record Shown(Accent name, String light, String dark) {}

    public Shown shown() {
        return new Shown(this, light, dark);
    }

    static Accent ofStored(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
