package vitrine.media.rendering;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the colours of a JPEG mean. */
final class JpegProfile {

    private JpegProfile() {}

    /** The embedded profile, or Adobe RGB where the camera names it; null for sRGB, or plain inks. */
    static @Nullable IccProfile of(Original original) {
        byte[] icc = original.structure().icc();
        Optional<IccProfile> embedded = icc == null ? Optional.empty() : IccProfile.parse(icc);
        JpegTraits jpeg = original.structure().jpeg();
        if (embedded.isEmpty() && jpeg != null && jpeg.adobeRgb() && jpeg.components() == 3) {
            return IccProfile.ADOBE_RGB;
        }
        return embedded.orElse(null);
    }
}
