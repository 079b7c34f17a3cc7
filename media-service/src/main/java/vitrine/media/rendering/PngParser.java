package vitrine.media.rendering;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of a PNG that stand before its pixels. */
final class PngParser {

    private static final int SIGNATURE = 8;
    private static final int MAX_PROFILE = 4 << 20;
    private static final int MAX_PROFILE_NAME = 80;

    private PngParser() {}

    static PictureStructure parse(FileBytes file) {
        int width = 0;
        int height = 0;
        int frames = 1;
        ExifTags exif = ExifTags.NONE;
        byte[] icc = null;
        long at = SIGNATURE;
        while (at + 8 <= file.size()) {
            long length = file.u32(at);
            long data = at + 8;
            switch (file.text(at + 4, 4)) {
                case "IHDR" -> {
                    width = file.s32(data);
                    height = file.s32(data + 4);
                }
                case "acTL" -> frames = Math.max(1, file.s32(data));
                case "eXIf" -> exif = ExifTags.read(file.slice(data, length));
                case "iCCP" -> icc = profile(file.slice(data, length));
                case "IDAT", "IEND" -> at = file.size();
                default -> {}
            }
            at += 12 + length;
        }
        if (width == 0) {
            throw new IndexOutOfBoundsException("No IHDR");
        }
        return PictureStructure.of(
                new PictureHeader(PictureFormat.PNG, width, height, frames, exif.orientation()), icc);
    }

    private static byte @Nullable [] profile(FileBytes chunk) {
        int name = 0;
        while (name < MAX_PROFILE_NAME && chunk.u8(name) != 0) {
            name++;
        }
        try (var inflater = new Inflater()) {
            inflater.setInput(chunk.bytes(name + 2L, chunk.size() - name - 2));
            byte[] profile = new byte[MAX_PROFILE];
            int length = inflater.inflate(profile);
            return inflater.finished() ? Arrays.copyOf(profile, length) : null;
        } catch (DataFormatException e) {
            return null;
        }
    }
}
