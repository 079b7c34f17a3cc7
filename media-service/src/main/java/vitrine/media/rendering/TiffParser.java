package vitrine.media.rendering;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Reads the directories of a TIFF or BigTIFF. */
final class TiffParser {

    private static final int NEW_SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int ORIENTATION = 274;
    private static final int SUB_DIRECTORIES = 330;
    private static final int ICC_PROFILE = 34675;
    private static final int DNG_VERSION = 50706;
    private static final int MAX_PROFILE = 16 << 20;

    /** Beyond every limit; also ends directories that point at each other. */
    private static final int ENOUGH_FRAMES = 100_000;

    private final FileBytes file;
    private final boolean big;
    private long width;
    private long height;
    private int orientation = 1;
    private boolean reduced;
    private boolean subDirectories;
    private boolean dng;
    private byte @Nullable [] icc;

    private TiffParser(FileBytes file) {
        this.file = file.withOrder(file.holds(0, "II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        this.big = this.file.u16(2) == 43;
    }

    static PictureStructure parse(FileBytes file) throws UnreadablePicture {
        return new TiffParser(file).structure();
    }

    private PictureStructure structure() throws UnreadablePicture {
        long first = big ? file.u63(8) : file.u32(4);
        long entries = entries(first);
        for (long i = 0; i < entries; i++) {
            readEntry(first + (big ? 8 : 2) + i * (big ? 20 : 12));
        }
        if (dng || (reduced && subDirectories) || (!big && file.holds(8, "CR\2"))) {
            throw new UnreadablePicture(
                    UnreadablePicture.UNSUPPORTED, "This is a raw file of a camera; please export it as JPEG or TIFF.");
        }
        if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw new UnreadablePicture(UnreadablePicture.UNREADABLE, "The TIFF gives an impossible size.");
        }
        var header = new PictureHeader(PictureFormat.TIFF, (int) width, (int) height, countFrames(first), orientation);
        return PictureStructure.of(header, icc);
    }

    private long entries(long directory) {
        return big ? file.u63(directory) : file.u16(directory);
    }

    private void readEntry(long at) {
        switch (file.u16(at)) {
            case NEW_SUBFILE_TYPE -> reduced = (value(at) & 1) == 1;
            case WIDTH -> width = value(at);
            case HEIGHT -> height = value(at);
            case ORIENTATION -> orientation = ExifTags.valid((int) value(at));
            case SUB_DIRECTORIES -> subDirectories = true;
            case DNG_VERSION -> dng = true;
            case ICC_PROFILE -> icc = profile(at);
            default -> {}
        }
    }

    /** A single SHORT or LONG. */
    private long value(long entry) {
        long at = entry + (big ? 12 : 8);
        return file.u16(entry + 2) == 3 ? file.u16(at) : file.u32(at);
    }

    private byte @Nullable [] profile(long entry) {
        long length = big ? file.u63(entry + 4) : file.u32(entry + 4);
        long at = big ? file.u63(entry + 12) : file.u32(entry + 8);
        return length <= MAX_PROFILE && at + length <= file.size() ? file.bytes(at, length) : null;
    }

    private int countFrames(long first) {
        int frames = 0;
        long directory = first;
        try {
            while (directory != 0 && frames < ENOUGH_FRAMES) {
                frames++;
                long next = directory + (big ? 8 + entries(directory) * 20 : 2 + entries(directory) * 12);
                directory = big ? file.u63(next) : file.u32(next);
            }
        } catch (IndexOutOfBoundsException e) {
            return frames; // the chain breaks off behind the first picture
        }
        return frames;
    }
}
