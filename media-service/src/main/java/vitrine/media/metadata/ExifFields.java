package vitrine.media.metadata;

import com.drew.lang.GeoLocation;
import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.GpsDirectory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import org.jspecify.annotations.Nullable;

/** What the camera wrote. */
final class ExifFields {

    private static final int NAME = 120;
    private static final int COPYRIGHT = 300;
    private static final int CAPTION = 2_000;

    /** Longer exposures are written in seconds, as cameras show them. */
    private static final double LONGEST_FRACTION = 0.3;

    private static final int RECOMMENDED_EXPOSURE_INDEX = 0x8832;
    private static final int ISO_OVERFLOW = 65_535;

    private static final DateTimeFormatter STORED =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final Metadata metadata;

    ExifFields(Metadata metadata) {
        this.metadata = metadata;
    }

    @Nullable
    String make() {
        return CleanText.line(text(ExifDirectoryBase.TAG_MAKE), NAME);
    }

    @Nullable
    String model() {
        return CleanText.line(text(ExifDirectoryBase.TAG_MODEL), NAME);
    }

    @Nullable
    String lens() {
        return CleanText.line(text(ExifDirectoryBase.TAG_LENS_MODEL), NAME);
    }

    @Nullable
    Double focalLength() {
        return positive(ExifDirectoryBase.TAG_FOCAL_LENGTH, 1);
    }

    @Nullable
    Double aperture() {
        return positive(ExifDirectoryBase.TAG_FNUMBER, 2);
    }

    @Nullable
    String exposureTime() {
        Directory directory = having(ExifDirectoryBase.TAG_EXPOSURE_TIME);
        Rational time = directory == null ? null : directory.getRational(ExifDirectoryBase.TAG_EXPOSURE_TIME);
        if (time == null || time.getDenominator() == 0 || !(time.doubleValue() > 0)) {
            return null;
        }
        double seconds = time.doubleValue();
        boolean unitFraction = time.getDenominator() % time.getNumerator() == 0;
        if (seconds < LONGEST_FRACTION || (seconds < 1 && unitFraction)) {
            return "1/" + Math.round(1 / seconds);
        }
        return BigDecimal.valueOf(seconds)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    @Nullable
    Integer iso() {
        Integer iso = positiveInteger(ExifDirectoryBase.TAG_ISO_EQUIVALENT);
        if (iso != null && iso != ISO_OVERFLOW) {
            return iso;
        }
        Integer recommended = positiveInteger(RECOMMENDED_EXPOSURE_INDEX);
        return recommended != null ? recommended : iso;
    }

    @Nullable
    String capturedAt() {
        String original = moment(ExifDirectoryBase.TAG_DATETIME_ORIGINAL, ExifDirectoryBase.TAG_TIME_ZONE_ORIGINAL);
        return original != null
                ? original
                : moment(ExifDirectoryBase.TAG_DATETIME_DIGITIZED, ExifDirectoryBase.TAG_TIME_ZONE_DIGITIZED);
    }

    @Nullable
    String caption() {
        return CleanText.paragraphs(text(ExifDirectoryBase.TAG_IMAGE_DESCRIPTION), CAPTION);
    }

    @Nullable
    String copyright() {
        return CleanText.line(text(ExifDirectoryBase.TAG_COPYRIGHT), COPYRIGHT);
    }

    @Nullable
    Integer rating() {
        Directory directory = having(ExifDirectoryBase.TAG_RATING);
        Integer rating = directory == null ? null : directory.getInteger(ExifDirectoryBase.TAG_RATING);
        return rating != null && rating >= 0 && rating <= 5 ? rating : null;
    }

    @Nullable
    Double latitude() {
        GeoLocation place = place();
        return place == null ? null : rounded(place.getLatitude(), 6);
    }

    @Nullable
    Double longitude() {
        GeoLocation place = place();
        return place == null ? null : rounded(place.getLongitude(), 6);
    }

    private @Nullable GeoLocation place() {
        for (GpsDirectory directory : metadata.getDirectoriesOfType(GpsDirectory.class)) {
            GeoLocation place = directory.getGeoLocation();
            if (place != null
                    && !place.isZero()
                    && Math.abs(place.getLatitude()) <= 90
                    && Math.abs(place.getLongitude()) <= 180) {
                return place;
            }
        }
        return null;
    }

    private @Nullable String moment(int timeTag, int offsetTag) {
        String stored = CleanText.line(text(timeTag), 40);
        if (stored == null || stored.length() < 19) {
            return null;
        }
        try {
            String local = LocalDateTime.parse(stored.substring(0, 19), STORED).format(LOCAL);
            return local + offset(CleanText.line(text(offsetTag), 10));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String offset(@Nullable String stored) {
        try {
            return stored == null ? "" : ZoneOffset.of(stored).getId();
        } catch (DateTimeException e) {
            return "";
        }
    }

    private @Nullable String text(int tag) {
        Directory directory = having(tag);
        if (directory == null) {
            return null;
        }
        StringValue value = directory.getStringValue(tag);
        return value == null ? directory.getString(tag) : CleanText.decode(value.getBytes());
    }

    private @Nullable Double positive(int tag, int decimals) {
        Directory directory = having(tag);
        Double value = directory == null ? null : directory.getDoubleObject(tag);
        return value == null || !Double.isFinite(value) || value <= 0 ? null : rounded(value, decimals);
    }

    private @Nullable Integer positiveInteger(int tag) {
        Directory directory = having(tag);
        Integer value = directory == null ? null : directory.getInteger(tag);
        return value == null || value <= 0 ? null : value;
    }

    private static double rounded(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .doubleValue();
    }

    private @Nullable Directory having(int tag) {
        for (ExifDirectoryBase directory : metadata.getDirectoriesOfType(ExifDirectoryBase.class)) {
            if (!(directory instanceof GpsDirectory) && directory.containsTag(tag)) {
                return directory;
            }
        }
        return null;
    }
}
