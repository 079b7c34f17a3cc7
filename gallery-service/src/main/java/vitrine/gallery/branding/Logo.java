package vitrine.gallery.branding;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A studio's logo.
 *
 * @param url on the media host, for everybody and for ever
 * @param width in pixels, as {@code height}
 */
@Schema(name = "StudioLogo")
public record Logo(String url, int width, int height) {

    /** The same, no larger than this and in its proportions. */
    public Logo within(int widest, int highest) {
        double scale = Math.min(1, Math.min((double) widest / width, (double) highest / height));
        return new Logo(
                url, (int) Math.max(1, Math.round(width * scale)), (int) Math.max(1, Math.round(height * scale)));
    }
}
