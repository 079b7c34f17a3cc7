package vitrine.share.branding;

import org.jspecify.annotations.Nullable;

/**
 * How a studio looks on its clients' pages.
 *
 * @param font the name of a typeface that the web app has
 * @param darkLogo for dark ground; where there is none, {@code logo} stands there too
 * @param footer a line at the end of each page
 */
public record Branding(
        Accent accent,
        String font,
        @Nullable Logo logo,
        @Nullable Logo darkLogo,
        @Nullable String footer,
        @Nullable String website,
        @Nullable String email,
        @Nullable String phone) {

    /** Colours as {@code #RRGGBB}, for light and dark ground. */
    public record Accent(String name, String light, String dark) {}

    /** @param url on the media host, for everybody and for ever */
    public record Logo(String url, int width, int height) {}
}
