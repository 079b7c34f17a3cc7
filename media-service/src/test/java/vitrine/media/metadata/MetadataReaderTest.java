package vitrine.media.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataReaderTest {

    @TempDir
    private Path folder;

    private final MetadataReader reader = new MetadataReader();

    private PhotoMetadata read(byte[]... segments) throws IOException {
        return reader.read(Files.write(folder.resolve("photo"), jpeg(segments)));
    }

    @Test
    void whatACameraWritesIsRead() throws Exception {
        byte[] exif = new ExifBlock()
                .main(0x010F, "NIKON CORPORATION\0\0\0")
                .main(0x0110, "NIKON Z 8")
                .main(0x8298, "\u00A9 Jos\u00E9")
                .exif(0x829A, 10, 2500)
                .exif(0x829D, 28, 10)
                .exif(0x8827, 640)
                .exif(0x920A, 850, 10)
                .exif(0x9003, "2026:07:04 18:05:09")
                .exif(0x9011, "+02:00")
                .exif(0xA434, "NIKKOR Z 85mm f/1.8 S")
                .gps(52, 30, 36, "N", 13, 24, 18, "E")
                .bytes();

        PhotoMetadata photo = read(exif);

        assertThat(photo.cameraMake()).isEqualTo("NIKON CORPORATION");
        assertThat(photo.cameraModel()).isEqualTo("NIKON Z 8");
        assertThat(photo.lens()).isEqualTo("NIKKOR Z 85mm f/1.8 S");
        assertThat(photo.exposureTime()).isEqualTo("1/250");
        assertThat(photo.aperture()).isEqualTo(2.8);
        assertThat(photo.iso()).isEqualTo(640);
        assertThat(photo.focalLengthMm()).isEqualTo(85.0);
        assertThat(photo.capturedAt()).isEqualTo("2026-07-04T18:05:09+02:00");
        assertThat(photo.copyright()).isEqualTo("\u00A9 Jos\u00E9");
        assertThat(photo.latitude()).isEqualTo(52.51);
        assertThat(photo.longitude()).isEqualTo(13.405);
        assertThat(photo.keywords()).isEmpty();
        assertThat(photo.rating()).isNull();
    }

    @Test
    void withoutAnOffsetTheTimeIsTheCamerasOwn() throws Exception {
        assertThat(read(new ExifBlock().exif(0x9003, "2026:07:04 18:05:09").bytes())
                        .capturedAt())
                .isEqualTo("2026-07-04T18:05:09");
        assertThat(read(new ExifBlock().exif(0x9003, "0000:00:00 00:00:00").bytes())
                        .capturedAt())
                .isNull();
        assertThat(read(new ExifBlock()
                                .exif(0x9003, "2026:07:04 18:05:09")
                                .exif(0x9011, "  :  ")
                                .bytes())
                        .capturedAt())
                .isEqualTo("2026-07-04T18:05:09");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 8000, 1/8000",
        "10, 2500, 1/250",
        "1, 3, 1/3",
        "4, 10, 0.4",
        "1, 1, 1",
        "25, 10, 2.5",
        "30, 1, 30",
        "166667, 10000000, 1/60",
        "0, 1,",
        "1, 0,"
    })
    void exposuresAreWrittenAsPhotographersDo(int numerator, int denominator, String expected) throws Exception {
        byte[] exif = new ExifBlock().exif(0x829A, numerator, denominator).bytes();
        assertThat(read(exif).exposureTime()).isEqualTo(expected);
    }

    @Test
    void whatAPhotographerWritesWinsOverTheCamera() throws Exception {
        byte[] exif = new ExifBlock().main(0x010E, "OLYMPUS DIGITAL CAMERA").bytes();
        PhotoMetadata photo = read(exif, xmp("""
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">The first dance</rdf:li></rdf:Alt></dc:title>
                <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Anna &amp; Ben</rdf:li></rdf:Alt></dc:description>
                <dc:subject><rdf:Bag><rdf:li>wedding</rdf:li><rdf:li> dance </rdf:li><rdf:li>wedding</rdf:li></rdf:Bag></dc:subject>
                <xmp:Rating>4</xmp:Rating>
                """));
        assertThat(photo.title()).isEqualTo("The first dance");
        assertThat(photo.caption()).isEqualTo("Anna & Ben");
        assertThat(photo.keywords()).containsExactly("wedding", "dance");
        assertThat(photo.rating()).isEqualTo(4);
    }

    @Test
    void aRejectedPhotoHasNoRating() throws Exception {
        assertThat(read(xmp("<xmp:Rating>-1</xmp:Rating>")).rating()).isNull();
        assertThat(read(xmp("<xmp:Rating>many</xmp:Rating>")).rating()).isNull();
    }

    @Test
    void textIsFreeOfControlCharactersAndOfBoundedLength() throws Exception {
        PhotoMetadata photo = read(new ExifBlock()
                .main(0x0110, "X\u0007-T\u001B5\u202Egpj\n\u0000hidden")
                .main(0x010E, "a".repeat(9_000))
                .bytes());
        assertThat(photo.cameraModel()).startsWith("X-T5gpj").doesNotContain("\u0000", "\u202E", "\n");
        assertThat(photo.caption()).hasSize(2_000);
    }

    @Test
    void markupStaysText() throws Exception {
        PhotoMetadata photo =
                read(new ExifBlock().main(0x010E, "<script>alert(1)</script>").bytes());
        assertThat(photo.caption()).isEqualTo("<script>alert(1)</script>");
    }

    @Test
    void entitiesOfXmpReachNoFile() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");
        String packet = "<!DOCTYPE x [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>"
                + "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                + "<rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>&e;</dc:title>"
                + "</rdf:Description></rdf:RDF></x:xmpmeta>";
        assertThat(String.valueOf(read(xmpSegment(packet)))).doesNotContain("the secret");
    }

    @Test
    void brokenFilesGiveWhatIsLeft() throws Exception {
        byte[] whole = jpeg(
                new ExifBlock()
                        .main(0x010F, "Canon")
                        .exif(0x829A, 1, 250)
                        .gps(52, 30, 36, "N", 13, 24, 18, "E")
                        .bytes(),
                xmp("<xmp:Rating>4</xmp:Rating>"));
        var random = new Random(11);
        Path file = folder.resolve("broken");
        for (int round = 0; round < 400; round++) {
            byte[] broken = round % 4 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int i = 0; i < round % 7 && broken.length > 0; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            assertThat(reader.read(Files.write(file, broken))).isNotNull();
        }
        assertThat(reader.read(folder.resolve("missing"))).isNotNull();
    }

    private static byte[] jpeg(byte[]... segments) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR), "jpeg", bytes);
        byte[] plain = bytes.toByteArray();
        bytes.reset();
        bytes.write(plain, 0, 2);
        for (byte[] segment : segments) {
            bytes.write(0xFF);
            bytes.write(0xE1);
            bytes.write((segment.length + 2) >> 8);
            bytes.write(segment.length + 2);
            bytes.writeBytes(segment);
        }
        bytes.write(plain, 2, plain.length - 2);
        return bytes.toByteArray();
    }

    private static byte[] xmp(String properties) {
        return xmpSegment("""
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                %s</rdf:Description></rdf:RDF></x:xmpmeta>""".formatted(properties));
    }

    private static byte[] xmpSegment(String packet) {
        return ("http://ns.adobe.com/xap/1.0/\0" + packet).getBytes(StandardCharsets.UTF_8);
    }

    /** Writes the EXIF block of a JPEG: main directory, EXIF directory, GPS directory. */
    private static final class ExifBlock {

        private record Field(int tag, int type, int count, byte[] value) {}

        private final List<Field> main = new ArrayList<>();
        private final List<Field> exif = new ArrayList<>();
        private final List<Field> gps = new ArrayList<>();

        ExifBlock main(int tag, String text) {
            main.add(text(tag, text));
            return this;
        }

        ExifBlock exif(int tag, String text) {
            exif.add(text(tag, text));
            return this;
        }

        ExifBlock exif(int tag, int number) {
            exif.add(new Field(tag, 3, 1, little(4).putShort((short) number).array()));
            return this;
        }

        ExifBlock exif(int tag, int numerator, int denominator) {
            exif.add(new Field(
                    tag, 5, 1, little(8).putInt(numerator).putInt(denominator).array()));
            return this;
        }

        ExifBlock gps(int latD, int latM, int latS, String northSouth, int lonD, int lonM, int lonS, String eastWest) {
            gps.add(text(1, northSouth));
            gps.add(degrees(2, latD, latM, latS));
            gps.add(text(3, eastWest));
            gps.add(degrees(4, lonD, lonM, lonS));
            return this;
        }

        private static Field degrees(int tag, int degrees, int minutes, int seconds) {
            ByteBuffer value =
                    little(24).putInt(degrees).putInt(1).putInt(minutes).putInt(1);
            return new Field(tag, 5, 3, value.putInt(seconds).putInt(1).array());
        }

        private static Field text(int tag, String text) {
            byte[] value = (text + "\0").getBytes(StandardCharsets.UTF_8);
            return new Field(tag, 2, value.length, value);
        }

        private static ByteBuffer little(int size) {
            return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        }

        byte[] bytes() {
            int mainAt = 8;
            int exifAt = mainAt + size(main, 2);
            int gpsAt = exifAt + size(exif, 0);
            main.add(new Field(0x8769, 4, 1, little(4).putInt(exifAt).array()));
            main.add(new Field(0x8825, 4, 1, little(4).putInt(gpsAt).array()));
            ByteBuffer block = little(6 + gpsAt + size(gps, 0));
            block.put("Exif\0\0II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(mainAt);
            for (List<Field> directory : List.of(main, exif, gps)) {
                write(block, directory);
            }
            return block.array();
        }

        private static int size(List<Field> fields, int more) {
            int values = fields.stream()
                    .mapToInt(field -> field.value().length > 4 ? field.value().length : 0)
                    .sum();
            return 2 + 12 * (fields.size() + more) + 4 + values;
        }

        private static void write(ByteBuffer block, List<Field> fields) {
            int values = block.position() - 6 + 2 + 12 * fields.size() + 4;
            block.putShort((short) fields.size());
            var far = new ByteArrayOutputStream();
            for (Field field : fields) {
                block.putShort((short) field.tag())
                        .putShort((short) field.type())
                        .putInt(field.count());
                if (field.value().length > 4) {
                    block.putInt(values + far.size());
                    far.writeBytes(field.value());
                } else {
                    block.put(Arrays.copyOf(field.value(), 4));
                }
            }
            block.putInt(0).put(far.toByteArray());
        }
    }
}
