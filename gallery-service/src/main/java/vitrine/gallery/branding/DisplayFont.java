package vitrine.gallery.branding;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/** The typefaces a studio's titles can be set in; the web app has the files. */
@Schema(name = "DisplayFont")
public enum DisplayFont {
    @JsonProperty("newsreader")
    NEWSREADER("'Newsreader', Georgia, 'Times New Roman', serif"),
    @JsonProperty("playfair")
    PLAYFAIR("'Playfair Display', Didot, Georgia, serif"),
    @JsonProperty("fraunces")
    FRAUNCES("'Fraunces', Georgia, serif"),
    @JsonProperty("jost")
    JOST("'Jost', Futura, 'Century Gothic', sans-serif"),
    @JsonProperty("inter")
    INTER("Inter, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif");

    private final String family;

    DisplayFont(String family) {
        this.family = family;
    }

    /** For mails, whose readers rarely have the first. */
    public String family() {
        return family;
    }

    static DisplayFont ofStored(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }
}
