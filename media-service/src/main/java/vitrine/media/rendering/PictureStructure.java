package vitrine.media.rendering;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * What the engines need to know of a file before they decode it, read by our own parsers: a decoder that allocates
 * from the header has not run yet when the limits are checked.
 *
 * @param frameLeft where the first frame lies on the canvas (animations may paint only a part of it)
 * @param frameTop where the first frame lies on the canvas
 * @param icc the embedded colour profile
 * @param jpeg more about a JPEG, null for the others
 */
record PictureStructure(
        PictureHeader header,
        int frameLeft,
        int frameTop,
        byte @Nullable [] icc,
        @Nullable JpegTraits jpeg) {

    private static final int SNIFFED = 64 << 10;

    static PictureStructure of(PictureHeader header, byte @Nullable [] icc) {
        return new PictureStructure(header, 0, 0, icc, null);
    }

    static PictureStructure read(MemorySegment file) throws UnreadablePicture {
        if (file.byteSize() == 0) {
            throw new UnreadablePicture(UnreadablePicture.UNREADABLE, "The file is empty.");
        }
        byte[] start = file.asSlice(0, Math.min(SNIFFED, file.byteSize())).toArray(ValueLayout.JAVA_BYTE);
        PictureFormat format = PictureFormat.sniff(start)
                .orElseThrow(() -> new UnreadablePicture(
                        UnreadablePicture.UNSUPPORTED, "The file is not a picture of a format we can read."));
        PictureStructure structure;
        try {
            structure = switch (format) {
                case JPEG -> JpegParser.parse(FileBytes.bigEndian(file));
                case PNG -> PngParser.parse(FileBytes.bigEndian(file));
                case GIF -> GifParser.parse(FileBytes.littleEndian(file));
                case WEBP -> WebpParser.parse(FileBytes.littleEndian(file));
                case TIFF -> TiffParser.parse(FileBytes.bigEndian(file));
                case BMP -> BmpParser.parse(FileBytes.littleEndian(file));
                case PSD -> PsdParser.parse(FileBytes.bigEndian(file));
                case HEIC, AVIF -> IsoMediaParser.parse(FileBytes.bigEndian(file), format);
            };
        } catch (IndexOutOfBoundsException e) {
            throw new UnreadablePicture(
                    UnreadablePicture.UNREADABLE, "The file ends before the picture begins: it is damaged.", e);
        }
        PictureHeader header = structure.header();
        if (header.width() < 1 || header.height() < 1) {
            throw new UnreadablePicture(UnreadablePicture.UNREADABLE, "The file gives the picture no size.");
        }
        return structure;
    }
}
