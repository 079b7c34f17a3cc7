package vitrine.media.rendering;

/** Reads the RIFF chunks of a WebP. */
final class WebpParser {

    private WebpParser() {}

    static PictureStructure parse(FileBytes file) throws UnreadablePicture {
        int width = 0;
        int height = 0;
        int left = 0;
        int top = 0;
        int frames = 0;
        ExifTags exif = ExifTags.NONE;
        byte[] icc = null;
        long at = 12;
        while (at + 8 <= file.size()) {
            long length = file.u32(at + 4);
            long data = at + 8;
            long present = Math.min(length, file.size() - data);
            switch (file.text(at, 4)) {
                case "VP8X" -> {
                    width = 1 + u24(file, data + 4);
                    height = 1 + u24(file, data + 7);
                }
                case "VP8 " -> {
                    frames++;
                    if (width == 0) {
                        width = file.u16(data + 6) & 0x3FFF;
                        height = file.u16(data + 8) & 0x3FFF;
                    }
                }
                case "VP8L" -> {
                    frames++;
                    if (width == 0) {
                        int sizes = file.s32(data + 1);
                        width = 1 + (sizes & 0x3FFF);
                        height = 1 + (sizes >>> 14 & 0x3FFF);
                    }
                }
                case "ANMF" -> {
                    if (frames++ == 0) {
                        left = 2 * u24(file, data);
                        top = 2 * u24(file, data + 3);
                    }
                }
                case "EXIF" -> exif = ExifTags.read(withoutPrefix(file.slice(data, present)));
                case "ICCP" -> icc = file.bytes(data, present);
                default -> {}
            }
            at = data + length + (length & 1);
        }
        if (frames == 0) {
            throw new UnreadablePicture(UnreadablePicture.UNREADABLE, "The WebP has no picture in it.");
        }
        var header = new PictureHeader(PictureFormat.WEBP, width, height, frames, exif.orientation());
        return new PictureStructure(header, left, top, icc, null);
    }

    private static int u24(FileBytes file, long at) {
        return file.u16(at) | file.u8(at + 2) << 16;
    }

    /** Some writers put JPEG's "Exif" in front, which the format does not want. */
    private static FileBytes withoutPrefix(FileBytes exif) {
        return exif.holds(0, "Exif\0\0") ? exif.slice(6, exif.size() - 6) : exif;
    }
}
