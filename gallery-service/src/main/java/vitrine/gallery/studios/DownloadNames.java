package vitrine.gallery.studios;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Under which name the studio's originals are saved. */
public enum DownloadNames {
    /** The name of the file that was uploaded. */
    @JsonProperty("original")
    ORIGINAL,
    /** {@code MMDDYY_HHMM_WXYZ.ext}: when the photo was taken, else added, and four signs of its own. */
    @JsonProperty("dated")
    DATED;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMddyy_HHmm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Without those that are taken for one another. */
    private static final String SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LONGEST_EXTENSION = 10;

    public static DownloadNames ofStored(@Nullable String value) {
        return value == null ? ORIGINAL : valueOf(value.toUpperCase(Locale.ROOT));
    }

    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param filename of the uploaded file, which gives the ending in any case */
    public String of(UUID photoId, String filename, @Nullable Instant captured, Instant created) {
        return this == ORIGINAL ? filename : dated(photoId, filename, captured == null ? created : captured);
    }

    /** Cameras have no time zone: the time stands as they showed it. */
    private static String dated(UUID photoId, String filename, Instant time) {
        long random = photoId.getLeastSignificantBits();
        var name = new StringBuilder(TIME.format(time)).append('_');
        for (int shift = 15; shift >= 0; shift -= 5) {
            name.append(SIGNS.charAt((int) (random >> shift) & 31));
        }
        int dot = filename.lastIndexOf('.');
        return dot > 0 && filename.length() - dot <= LONGEST_EXTENSION
                ? name + filename.substring(dot).toLowerCase(Locale.ROOT)
                : name.toString();
    }
}
