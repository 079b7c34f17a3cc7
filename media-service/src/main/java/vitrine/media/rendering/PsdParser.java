package vitrine.media.rendering;

/** Reads the header of a Photoshop document; its flattened picture is what is rendered. */
final class PsdParser {

    private PsdParser() {}

    static PictureStructure parse(FileBytes file) {
        return PictureStructure.of(new PictureHeader(PictureFormat.PSD, file.s32(18), file.s32(14), 1, 1), null);
    }
}
