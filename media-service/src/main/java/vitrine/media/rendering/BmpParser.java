package vitrine.media.rendering;

/** Reads the header of a Windows or OS/2 bitmap. */
final class BmpParser {

    private static final int OS2_HEADER = 12;

    private BmpParser() {}

    static PictureStructure parse(FileBytes file) {
        boolean os2 = file.u32(14) == OS2_HEADER;
        int width = os2 ? file.u16(18) : file.s32(18);
        int height = os2 ? file.u16(20) : Math.abs(file.s32(22)); // negative: stored top down
        return PictureStructure.of(new PictureHeader(PictureFormat.BMP, width, height, 1, 1), null);
    }
}
