package vitrine.gallery.branding;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a studio looks to others.
 *
 * @param footer a line at the end of each page
 * @param darkLogo for dark ground; where there is none, {@code logo} stands there too
 */
@Schema(name = "Branding")
public record Branding(
        Accent.Shown accent,
        DisplayFont font,
        @Nullable Logo logo,
        @Nullable Logo darkLogo,
        @Nullable String footer,
        @Nullable String website,
        @Nullable String email,
        @Nullable String phone) {

    public static final Branding PLATFORM =
            new Branding(Accent.PETROL.shown(), DisplayFont.NEWSREADER, null, null, null, null, null, null);
}
