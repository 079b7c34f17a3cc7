package vitrine.media.metadata;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the metadata of originals. Safe for use by many threads. */
public final class MetadataReader {

    private static final Logger log = LoggerFactory.getLogger(MetadataReader.class);

    /** Never fails because of what is in the file: whatever could be read is answered. */
    public PhotoMetadata read(Path original) {
        Metadata metadata = parse(original);
        var exif = new ExifFields(metadata);
        var iptc = new IptcFields(metadata);
        var xmp = new XmpFields(metadata);
        return new PhotoMetadata(
                first(exif::make),
                first(exif::model),
                first(exif::lens, xmp::lens),
                first(exif::focalLength),
                first(exif::aperture),
                first(exif::exposureTime),
                first(exif::iso),
                first(exif::capturedAt, xmp::capturedAt),
                first(xmp::title, iptc::title),
                first(xmp::caption, iptc::caption, exif::caption),
                keywords(xmp, iptc),
                first(xmp::copyright, iptc::copyright, exif::copyright),
                first(xmp::rating, exif::rating),
                first(exif::latitude),
                first(exif::longitude));
    }

    private static Metadata parse(Path original) {
        try {
            return ImageMetadataReader.readMetadata(original.toFile());
        } catch (ImageProcessingException | IOException | RuntimeException | StackOverflowError e) {
            log.info("The metadata of a photo could not be read: {}", e.toString());
            return new Metadata();
        }
    }

    private static List<String> keywords(XmpFields xmp, IptcFields iptc) {
        List<String> keywords = first(xmp::keywords, iptc::keywords);
        return keywords == null ? List.of() : keywords;
    }

    /** The first source that has the field; a source that fails on broken values has it not. */
    @SafeVarargs
    private static <T> @Nullable T first(Supplier<@Nullable T>... sources) {
        return Arrays.stream(sources)
                .map(MetadataReader::attempt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static <T> @Nullable T attempt(Supplier<@Nullable T> source) {
        try {
            return source.get();
        } catch (RuntimeException e) {
            log.debug("A metadata field could not be read", e);
            return null;
        }
    }
}
