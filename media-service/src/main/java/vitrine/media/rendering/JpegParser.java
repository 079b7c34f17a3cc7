package vitrine.media.rendering;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Walks the markers of a JPEG: size, coding, number of scans, orientation and colour profile. */
final class JpegParser {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final String EXIF = "Exif\0\0";
    private static final String ICC = "ICC_PROFILE\0";

    private final FileBytes file;
    private int width;
    private int height;
    private int bits;
    private int components;
    private boolean progressive;
    private boolean lossless;
    private int adobeTransform = -1;
    private ExifTags exif = ExifTags.NONE;
    private final ByteArrayOutputStream icc = new ByteArrayOutputStream();

    private JpegParser(FileBytes file) {
        this.file = file;
    }

    static PictureStructure parse(FileBytes file) throws UnreadablePicture {
        return new JpegParser(file).structure();
    }

    private PictureStructure structure() throws UnreadablePicture {
        long firstScan = readSegments();
        if (components == 0) {
            throw new UnreadablePicture(UnreadablePicture.UNREADABLE, "The JPEG has no picture in it.");
        }
        var header = new PictureHeader(PictureFormat.JPEG, width, height, 1, exif.orientation());
        var traits = new JpegTraits(components, bits, lossless, countScans(firstScan), adobeTransform, exif.adobeRgb());
        return new PictureStructure(header, 0, 0, profile(), traits);
    }

    /** Reads up to the first scan and answers its place. */
    private long readSegments() {
        long at = 2;
        while (true) {
            if (file.u8(at) != 0xFF) {
                at++; // rubbish between segments, which every decoder skips
                continue;
            }
            int marker = file.u8(at + 1);
            if (marker == 0xFF) {
                at++;
                continue;
            }
            if (standsAlone(marker)) {
                at += 2;
                continue;
            }
            if (marker == SOS) {
                return at;
            }
            int length = file.u16(at + 2);
            readSegment(marker, at + 4, Math.max(0, length - 2));
            at += 2 + Math.max(2, length);
        }
    }

    private static boolean standsAlone(int marker) {
        return marker == 0 || marker == 1 || (marker >= 0xD0 && marker <= EOI);
    }

    private void readSegment(int marker, long at, int length) {
        if (isFrame(marker)) {
            bits = file.u8(at);
            height = file.u16(at + 1);
            width = file.u16(at + 3);
            components = file.u8(at + 5);
            progressive = (marker & 3) == 2;
            lossless = (marker & 3) == 3;
        } else if (marker == APP1 && exif == ExifTags.NONE && length > EXIF.length() && file.holds(at, EXIF)) {
            exif = ExifTags.read(file.slice(at + EXIF.length(), length - EXIF.length()));
        } else if (marker == APP2 && length > ICC.length() + 2 && file.holds(at, ICC)) {
            int prefix = ICC.length() + 2; // chunk number and count; writers keep them in order
            icc.writeBytes(file.bytes(at + prefix, length - prefix));
        } else if (marker == APP14 && length >= 12 && file.holds(at, "Adobe")) {
            adobeTransform = file.u8(at + 11);
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /**
     * Counts the scans up to the end of the picture. A sequential picture whose first scan holds all components is
     * decoded in one pass whatever follows, so its bytes need not be looked at.
     */
    private int countScans(long firstScan) {
        if (!progressive && file.u8(firstScan + 4) >= components) {
            return 1;
        }
        int scans = 1;
        long at = firstScan + 2;
        long last = file.size() - 1;
        while (at < last) {
            if (file.u8(at) != 0xFF) {
                at++;
                continue;
            }
            int marker = file.u8(at + 1);
            if (marker == EOI || marker == SOI) {
                break;
            }
            if (marker == SOS) {
                scans++;
            }
            at += marker == 0xFF ? 1 : 2;
        }
        return scans;
    }

    private byte @Nullable [] profile() {
        return icc.size() == 0 ? null : icc.toByteArray();
    }
}
