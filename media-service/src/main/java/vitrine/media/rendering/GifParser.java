package vitrine.media.rendering;

/** Walks the blocks of a GIF: canvas, place of the first frame, number of frames. */
final class GifParser {

    private static final int IMAGE = 0x2C;
    private static final int EXTENSION = 0x21;

    /** Beyond every limit; counting on would only cost time. */
    private static final int ENOUGH_FRAMES = 100_000;

    private GifParser() {}

    static PictureStructure parse(FileBytes file) {
        int canvasWidth = file.u16(6);
        int canvasHeight = file.u16(8);
        int left = 0;
        int top = 0;
        int frames = 0;
        long at = 13 + colourTable(file.u8(10));
        try {
            while (frames < ENOUGH_FRAMES) {
                int block = file.u8(at);
                if (block == EXTENSION) {
                    at = skipSubBlocks(file, at + 2);
                } else if (block == IMAGE) {
                    if (frames == 0) {
                        left = file.u16(at + 1);
                        top = file.u16(at + 3);
                        canvasWidth = Math.max(canvasWidth, left + file.u16(at + 5));
                        canvasHeight = Math.max(canvasHeight, top + file.u16(at + 7));
                    }
                    frames++;
                    at = skipSubBlocks(file, at + 11 + colourTable(file.u8(at + 9)));
                } else {
                    break; // the trailer, or rubbish behind the last frame
                }
            }
        } catch (IndexOutOfBoundsException e) {
            if (frames == 0) {
                throw e;
            }
        }
        var header = new PictureHeader(PictureFormat.GIF, canvasWidth, canvasHeight, Math.max(1, frames), 1);
        return new PictureStructure(header, left, top, null, null);
    }

    private static long colourTable(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
    }

    private static long skipSubBlocks(FileBytes file, long at) {
        int length;
        while ((length = file.u8(at)) != 0) {
            at += 1 + length;
        }
        return at + 1;
    }
}
