package vitrine.media.rendering.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.plugins.jpeg.JPEGHuffmanTable;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our decoder and encoder against those of the JDK. */
class JpegCodecTest {

    @ParameterizedTest
    @CsvSource({"1,1", "8,8", "17,9", "16,16", "333,250", "640,7", "5,800"})
    void decodesWhatTheJdkDecodes(int width, int height) throws Exception {
        for (boolean progressive : new boolean[] {false, true}) {
            byte[] jpeg = jpeg(picture(width, height), progressive);
            JpegPlanes planes = decode(jpeg, 1);

            assertThat(planes.width()).isEqualTo(width);
            assertThat(planes.height()).isEqualTo(height);
            assertThat(planes.colours()).isEqualTo(JpegPlanes.Colours.YCBCR);
            JpegPlanes.Component luma = planes.components().getFirst();
            assertThat(mostDifferent(luma.samples(), band(jpeg, 0))).isLessThanOrEqualTo(1);
            assertThat(planes.components().get(1).width()).isEqualTo((width + 1) / 2);
            assertThat(planes.components().get(1).height()).isEqualTo((height + 1) / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void smallerPlanesAreMeansOfTheWhole(int divisor) throws Exception {
        for (boolean progressive : new boolean[] {false, true}) {
            byte[] jpeg = jpeg(picture(403, 301), progressive);
            JpegPlanes.Component whole = decode(jpeg, 1).components().getFirst();
            JpegPlanes.Component small = decode(jpeg, divisor).components().getFirst();

            assertThat(small.width()).isEqualTo((403 + divisor - 1) / divisor);
            assertThat(small.height()).isEqualTo((301 + divisor - 1) / divisor);
            double error = 0;
            int count = 0;
            for (int y = 0; y + 1 < small.height(); y++) {
                for (int x = 0; x + 1 < small.width(); x++, count++) {
                    error += Math.abs(mean(whole, x * divisor, y * divisor, divisor)
                            - (small.samples()[y * small.width() + x] & 0xFF));
                }
            }
            assertThat(error / count).isLessThan(1.5);
        }
    }

    @Test
    void greyIsOnePlane() throws Exception {
        var grey = new BufferedImage(99, 57, BufferedImage.TYPE_BYTE_GRAY);
        new Random(3).nextBytes(((DataBufferByte) grey.getRaster().getDataBuffer()).getData());
        byte[] jpeg = jpeg(grey, false);

        JpegPlanes planes = decode(jpeg, 1);

        assertThat(planes.colours()).isEqualTo(JpegPlanes.Colours.GREY);
        assertThat(mostDifferent(planes.components().getFirst().samples(), band(jpeg, 0)))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void restartsLimitTheDamage() throws Exception {
        byte[] jpeg = withRestarts(48, 480);
        byte[] whole = decode(jpeg, 1).components().getFirst().samples();
        byte[] damaged = jpeg.clone();
        int third = place(jpeg, (byte) 0xD2) + 2;
        Arrays.fill(damaged, third, third + 6, (byte) 0x55);

        byte[] mended = decode(damaged, 1).components().getFirst().samples();

        int interval = 48 * 8;
        assertThat(Arrays.mismatch(whole, mended)).isBetween(3 * interval, 4 * interval - 1);
        assertThat(Arrays.equals(whole, 4 * interval, whole.length, mended, 4 * interval, mended.length))
                .isTrue();
    }

    @Test
    void aLostIntervalIsSkipped() throws Exception {
        byte[] jpeg = withRestarts(48, 480);
        byte[] whole = decode(jpeg, 1).components().getFirst().samples();
        int from = place(jpeg, (byte) 0xD2);
        int to = place(jpeg, (byte) 0xD3);
        byte[] shorter = ByteBuffer.allocate(jpeg.length - (to - from))
                .put(jpeg, 0, from)
                .put(jpeg, to, jpeg.length - to)
                .array();

        byte[] rest = decode(shorter, 1).components().getFirst().samples();

        int interval = 48 * 8;
        assertThat(Arrays.equals(whole, 0, 3 * interval, rest, 0, 3 * interval)).isTrue();
        assertThat(Arrays.equals(whole, 4 * interval, whole.length, rest, 4 * interval, rest.length))
                .isTrue();
    }

    @Test
    void aCutFileIsGreyWhereItEnds() throws Exception {
        for (boolean progressive : new boolean[] {false, true}) {
            byte[] jpeg = jpeg(picture(320, 320), progressive);
            JpegPlanes planes = decode(Arrays.copyOf(jpeg, jpeg.length / 2), 1);
            byte[] luma = planes.components().getFirst().samples();
            assertThat(mostDifferent(Arrays.copyOf(luma, 320 * 16), Arrays.copyOf(band(jpeg, 0), 320 * 16)))
                    .isLessThan(progressive ? 80 : 2);
            if (!progressive) {
                assertThat(luma[luma.length - 1]).isEqualTo((byte) 128);
            }
        }
    }

    @Test
    void rubbishNeitherHangsNorEscapes() {
        byte[] jpeg = jpeg(picture(160, 120), false);
        byte[] progressive = jpeg(picture(160, 120), true);
        var random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            byte[] broken = (i % 2 == 0 ? jpeg : progressive).clone();
            for (int k = 0; k <= i % 5; k++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            try {
                decode(Arrays.copyOf(broken, broken.length - random.nextInt(20)), 1 << (i & 3));
            } catch (IOException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @Test
    void whatItDoesNotKnowIsRefused() {
        byte[] arithmetic = jpeg(picture(16, 16), false);
        arithmetic[place(arithmetic, (byte) 0xC0) + 1] = (byte) 0xC9;
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> decode(arithmetic, 1));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> decode(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xD9}, 1));
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> decode(new byte[0], 1));
    }

    @Test
    void workStopsAtACheckpoint() {
        byte[] jpeg = jpeg(picture(64, 64), false);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> JpegDecoder.decode(MemorySegment.ofArray(jpeg), 1, () -> {
                    throw new IOException("enough");
                }))
                .withMessage("enough");
    }

    @ParameterizedTest
    @CsvSource({"1,1,90", "8,8,90", "17,33,82", "640,481,82", "100,7,30", "64,64,100"})
    void whatIsEncodedIsDecodedByTheJdk(int width, int height, int quality) throws Exception {
        BufferedImage picture = picture(width, height);
        JpegPlanes source = decode(jpeg(picture, false), 1);
        byte[] jpeg = BaselineEncoder.encode(planes(source), quality);
        byte[] peer = jpeg(picture, false, quality / 100f);

        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(decoded.getWidth()).isEqualTo(width);
        assertThat(decoded.getHeight()).isEqualTo(height);
        assertThat(meanDifferent(band(jpeg, 0), source.components().getFirst().samples()))
                .isLessThanOrEqualTo(meanDifferent(
                                band(peer, 0), source.components().getFirst().samples())
                        + 0.3);
        assertThat(jpeg.length).isLessThan(peer.length * 6 / 5 + 700);
    }

    @Test
    void greyIsEncodedAsOneComponent() throws Exception {
        byte[] samples = new byte[100 * 60];
        new Random(5).nextBytes(samples);
        byte[] jpeg = BaselineEncoder.encode(List.of(new BaselineEncoder.Plane(100, 60, samples)), 100);
        assertThat(ImageIO.read(new ByteArrayInputStream(jpeg)).getRaster().getNumBands())
                .isEqualTo(1);
        assertThat(mostDifferent(decode(jpeg, 1).components().getFirst().samples(), samples))
                .isLessThanOrEqualTo(4);
    }

    @Test
    void codeTablesAreThoseOfTheStandard() {
        byte[] jpeg = BaselineEncoder.encode(planes(new byte[256], 16), 50);
        for (JPEGHuffmanTable table : List.of(
                JPEGHuffmanTable.StdDCLuminance,
                JPEGHuffmanTable.StdDCChrominance,
                JPEGHuffmanTable.StdACLuminance,
                JPEGHuffmanTable.StdACChrominance)) {
            ByteBuffer content = ByteBuffer.allocate(16 + table.getValues().length);
            for (short length : table.getLengths()) {
                content.put((byte) length);
            }
            content.position(16);
            for (short value : table.getValues()) {
                content.put((byte) value);
            }
            assertThat(indexOf(jpeg, content.array())).isPositive();
        }
    }

    private static JpegPlanes decode(byte[] jpeg, int divisor) throws IOException {
        return JpegDecoder.decode(MemorySegment.ofArray(jpeg), divisor, () -> {});
    }

    private static List<BaselineEncoder.Plane> planes(JpegPlanes source) {
        return source.components().stream()
                .map(component -> new BaselineEncoder.Plane(component.width(), component.height(), component.samples()))
                .toList();
    }

    private static List<BaselineEncoder.Plane> planes(byte[] luma, int side) {
        byte[] chroma = new byte[luma.length / 4];
        return List.of(
                new BaselineEncoder.Plane(side, side, luma),
                new BaselineEncoder.Plane(side / 2, side / 2, chroma),
                new BaselineEncoder.Plane(side / 2, side / 2, chroma));
    }

    private static BufferedImage picture(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int wave = (int) (128 + 70 * Math.sin(x / 11.0) * Math.cos(y / 17.0)) + random.nextInt(9);
                image.setRGB(x, y, wave << 16 | (x * 255 / width) << 8 | y * 255 / height);
            }
        }
        return image;
    }

    private static byte[] jpeg(BufferedImage image, boolean progressive) {
        return jpeg(image, progressive, 0.9f);
    }

    private static byte[] jpeg(BufferedImage image, boolean progressive, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality);
            if (progressive) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A grey JPEG with a restart behind each row of blocks: the rows are encoded one by one and put together. */
    private static byte[] withRestarts(int width, int height) {
        byte[] first = row(width, 0);
        int dataAt = place(first, (byte) 0xDA) + 2 + 8;
        var out = new ByteArrayOutputStream();
        byte[] head = Arrays.copyOf(first, dataAt);
        int frame = place(head, (byte) 0xC0) + 5;
        head[frame] = (byte) (height >> 8);
        head[frame + 1] = (byte) height;
        out.write(head, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDD, 0, 4, 0, (byte) (width / 8)});
        out.write(head, 2, head.length - 2);
        for (int y = 0; y < height / 8; y++) {
            byte[] row = row(width, y);
            out.write(row, dataAt, row.length - 2 - dataAt);
            if (y < height / 8 - 1) {
                out.write(0xFF);
                out.write(0xD0 + (y & 7));
            }
        }
        out.write(0xFF);
        out.write(0xD9);
        return out.toByteArray();
    }

    private static byte[] row(int width, int seed) {
        byte[] samples = new byte[width * 8];
        new Random(seed).nextBytes(samples);
        return BaselineEncoder.encode(List.of(new BaselineEncoder.Plane(width, 8, samples)), 80);
    }

    /** One component of a JPEG as it is stored, by the reader of the JDK. */
    private static byte[] band(byte[] jpeg, int band) throws IOException {
        var readers = new ArrayList<ImageReader>();
        ImageIO.getImageReadersByFormatName("jpeg").forEachRemaining(readers::add);
        ImageReader reader = readers.stream()
                .filter(found -> found.getClass().getName().startsWith("com.sun."))
                .findFirst()
                .orElseThrow();
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(input);
            Raster raster = reader.readRaster(0, null);
            WritableRaster only = raster.createCompatibleWritableRaster();
            only.setRect(raster);
            int[] samples = only.getSamples(0, 0, raster.getWidth(), raster.getHeight(), band, (int[]) null);
            byte[] bytes = new byte[samples.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) samples[i];
            }
            return bytes;
        } finally {
            reader.dispose();
        }
    }

    private static double mean(JpegPlanes.Component plane, int left, int top, int side) {
        int sum = 0;
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                sum += plane.samples()[y * plane.width() + x] & 0xFF;
            }
        }
        return (double) sum / side / side;
    }

    private static int mostDifferent(byte[] one, byte[] other) {
        assertThat(one).hasSameSizeAs(other);
        int most = 0;
        for (int i = 0; i < one.length; i++) {
            most = Math.max(most, Math.abs((one[i] & 0xFF) - (other[i] & 0xFF)));
        }
        return most;
    }

    private static double meanDifferent(byte[] one, byte[] other) {
        assertThat(one).hasSameSizeAs(other);
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 0xFF) - (other[i] & 0xFF));
        }
        return sum / one.length;
    }

    private static int place(byte[] jpeg, byte marker) {
        return indexOf(jpeg, new byte[] {(byte) 0xFF, marker});
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }
}
