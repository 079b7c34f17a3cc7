package vitrine.media.rendering;

import java.nio.ByteOrder;

/** The two EXIF fields that decide how a picture looks. Whatever is broken counts as absent. */
record ExifTags(int orientation, boolean adobeRgb) {

    static final ExifTags NONE = new ExifTags(1, false);

    private static final int ORIENTATION = 0x0112;
    private static final int EXIF_DIRECTORY = 0x8769;
    private static final int INTEROP_DIRECTORY = 0xA005;
    private static final int INTEROP_INDEX = 0x0001;
    private static final int ENTRY = 12;

    /** Reads a TIFF structure, as it stands in JPEG, PNG and WebP. */
    static ExifTags read(FileBytes tiff) {
        try {
            FileBytes data = tiff.holds(0, "II")
                    ? tiff.withOrder(ByteOrder.LITTLE_ENDIAN)
                    : tiff.withOrder(ByteOrder.BIG_ENDIAN);
            long first = data.u32(4);
            long orientation = find(data, first, ORIENTATION);
            long exif = find(data, first, EXIF_DIRECTORY);
            return new ExifTags(
                    orientation < 0 ? 1 : valid(data.u16(orientation + 8)), exif >= 0 && saysAdobeRgb(data, exif));
        } catch (IndexOutOfBoundsException e) {
            return NONE;
        }
    }

    static int valid(int orientation) {
        return orientation >= 1 && orientation <= 8 ? orientation : 1;
    }

    /** DCF: an "R03" option file is Adobe RGB. Broken directories further in must not cost the orientation. */
    private static boolean saysAdobeRgb(FileBytes data, long exifEntry) {
        try {
            long interop = find(data, data.u32(exifEntry + 8), INTEROP_DIRECTORY);
            if (interop < 0) {
                return false;
            }
            long index = find(data, data.u32(interop + 8), INTEROP_INDEX);
            return index >= 0 && data.holds(index + 8, "R03");
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** Where the entry of that tag begins, or -1. */
    private static long find(FileBytes data, long directory, int tag) {
        int entries = data.u16(directory);
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) i * ENTRY;
            if (data.u16(entry) == tag) {
                return entry;
            }
        }
        return -1;
    }
}
