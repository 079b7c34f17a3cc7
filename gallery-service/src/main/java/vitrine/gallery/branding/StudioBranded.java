package vitrine.gallery.branding;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code studio.branded.v1}: the whole look of a studio.
 *
 * @param host a name of the studio's own that was proved to be theirs
 */
record StudioBranded(
        UUID studioId,
        Accent.Shown accent,
        DisplayFont font,
        String fontFamily,
        @Nullable Logo logo,
        @Nullable Logo darkLogo,
        @Nullable String footer,
        @Nullable String website,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String host) {}
