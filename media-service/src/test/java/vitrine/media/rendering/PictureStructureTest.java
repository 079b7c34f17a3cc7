package vitrine.media.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureStructureTest {

    private static PictureStructure read(byte[] file) throws UnreadablePicture {
        return PictureStructure.read(MemorySegment.ofArray(file));
    }

    private static PictureHeader header(byte[] file) throws UnreadablePicture {
        return read(file).header();
    }

    @Test
    void sizesAreReadFromEveryHeader() throws Exception {
        for (String format : List.of("jpg", "png", "gif", "bmp", "tiff")) {
            assertThat(header(Samples.encode(Samples.quarters(301, 203), format)))
                    .as(format)
                    .extracting(PictureHeader::width, PictureHeader::height, PictureHeader::frames)
                    .containsExactly(301, 203, 1);
        }
    }

    @Test
    void orientationComesFromExif() throws Exception {
        byte[] jpeg = Samples.jpeg(Samples.quarters(30, 20));
        assertThat(header(Samples.withOrientation(jpeg, 6)))
                .extracting(PictureHeader::orientation, PictureHeader::orientedWidth)
                .containsExactly(6, 20);
        assertThat(header(Samples.withOrientation(jpeg, 9)).orientation()).isEqualTo(1);
        assertThat(header(jpeg).orientation()).isEqualTo(1);
    }

    @Test
    void brokenExifCountsAsNone() throws Exception {
        byte[] jpeg = Samples.jpeg(Samples.quarters(30, 20));
        byte[] exif = "Exif\0\0II*\0\377\377\377\377".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(header(Samples.withSegment(jpeg, 0xE1, exif)).orientation()).isEqualTo(1);
    }

    @Test
    void scansAreCounted() throws Exception {
        byte[] progressive = Samples.progressiveJpeg(Samples.texture(64, 48));
        JpegTraits traits = read(Samples.withScans(progressive, 40)).jpeg();
        assertThat(traits).isNotNull();
        assertThat(traits.scans()).isEqualTo(40);
        assertThat(read(Samples.jpeg(Samples.texture(64, 48))).jpeg().scans()).isEqualTo(1);
    }

    @Test
    void webpOfEachKindIsMeasured() throws Exception {
        assertThat(header(webp("VP8X", new byte[] {0, 0, 0, 0, 99, 0, 0, 49, 0, 0}, "VP8 ", new byte[10])))
                .isEqualTo(new PictureHeader(PictureFormat.WEBP, 100, 50, 1, 1));
        assertThat(header(webp("VP8L", new byte[] {0x2F, 99, 0x40, 0x0C, 0})))
                .isEqualTo(new PictureHeader(PictureFormat.WEBP, 100, 50, 1, 1));
        assertThat(header(webp("VP8 ", new byte[] {0, 0, 0, (byte) 0x9D, 1, 0x2A, 100, 0, 50, 0})))
                .isEqualTo(new PictureHeader(PictureFormat.WEBP, 100, 50, 1, 1));
        assertThatThrownBy(() -> read(webp("VP8X", new byte[10]))).isInstanceOf(UnreadablePicture.class);
    }

    private static byte[] webp(Object... chunks) {
        ByteBuffer file = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF\0\0\0\0WEBP".getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < chunks.length; i += 2) {
            byte[] content = (byte[]) chunks[i + 1];
            file.put(((String) chunks[i]).getBytes(StandardCharsets.ISO_8859_1));
            file.putInt(content.length).put(content).position(file.position() + (content.length & 1));
        }
        return Arrays.copyOf(file.array(), file.position());
    }

    @Test
    void rotationOfHeicIsRead() throws Exception {
        byte[] ispe = box("ispe", new byte[] {0, 0, 0, 0, 0, 0, 0x0F, (byte) 0xC0, 0, 0, 0x0B, (byte) 0xD0});
        byte[] irot = box("irot", new byte[] {3});
        byte[] ipma = box("ipma", new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 0, 7, 2, 1, (byte) 0x82});
        byte[] properties = box("iprp", join(box("ipco", join(ispe, irot)), ipma));
        byte[] pitm = box("pitm", new byte[] {0, 0, 0, 0, 0, 7});
        byte[] meta = box("meta", join(new byte[4], pitm, properties));
        byte[] file = join(box("ftyp", "heic\0\0\0\0mif1".getBytes(StandardCharsets.ISO_8859_1)), meta);
        assertThat(header(file)).isEqualTo(new PictureHeader(PictureFormat.HEIC, 4032, 3024, 1, 6));
    }

    private static byte[] box(String kind, byte[] content) {
        return ByteBuffer.allocate(8 + content.length)
                .putInt(8 + content.length)
                .put(kind.getBytes(StandardCharsets.ISO_8859_1))
                .put(content)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        var joined = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    @Test
    void rawFilesOfCamerasAreNotTakenForTheirTinyPreview() {
        ByteBuffer dng = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        dng.put("II*\0".getBytes(StandardCharsets.ISO_8859_1)).putInt(8).putShort((short) 3);
        dng.putShort((short) 256).putShort((short) 3).putInt(1).putInt(160);
        dng.putShort((short) 257).putShort((short) 3).putInt(1).putInt(120);
        dng.putShort((short) 50706).putShort((short) 1).putInt(4).putInt(1);
        assertThatThrownBy(() -> read(dng.array()))
                .isInstanceOfSatisfying(
                        UnreadablePicture.class, e -> assertThat(e.code()).isEqualTo(UnreadablePicture.UNSUPPORTED));
    }

    @Test
    void everyPrefixOfAFileIsAnsweredWithoutHarm() {
        for (String format : List.of("jpg", "png", "gif", "bmp", "tiff")) {
            byte[] file = Samples.encode(Samples.quarters(31, 21), format);
            for (int length = 0; length < Math.min(file.length, 700); length++) {
                try {
                    read(Arrays.copyOf(file, length));
                } catch (UnreadablePicture expected) {
                    assertThat(expected.getMessage()).isNotBlank();
                }
            }
        }
    }
}
