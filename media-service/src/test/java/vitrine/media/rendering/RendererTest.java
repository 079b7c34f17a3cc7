package vitrine.media.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RendererTest {

    /** All ways to read a JPEG must give the same pictures. */
    enum Engine {
        TURBO,
        JAVA;

        Renderer renderer(RenderLimits limits) {
            if (this == JAVA) {
                return Renderer.create(limits, Optional.empty(), new ScalarConvolution());
            }
            Optional<TurboLibrary> turbo = TurboLibrary.load();
            assumeThat(turbo).as("libjpeg-turbo is installed").isPresent();
            return Renderer.create(limits, turbo, Convolution.fastest());
        }
    }

    private static final WatermarkSpec MARK = WatermarkSpec.tiled("PROOF");
    private static final RenderLimits LIMITS = RenderLimits.defaults();

    @TempDir
    private Path folder;

    private static final Renderer renderer = Renderer.create(LIMITS);

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("original"), content);
    }

    private RenderedSet render(byte[] content) throws Exception {
        return renderer.render(file(content), MARK);
    }

    private static BufferedImage preview(RenderedSet set) {
        return Samples.decode(set.rendition("preview").jpeg());
    }

    private static void assertColour(BufferedImage image, double x, double y, Color expected) {
        var actual = new Color(image.getRGB((int) (x * (image.getWidth() - 1)), (int) (y * (image.getHeight() - 1))));
        int distance = Math.max(
                Math.abs(actual.getRed() - expected.getRed()),
                Math.max(
                        Math.abs(actual.getGreen() - expected.getGreen()),
                        Math.abs(actual.getBlue() - expected.getBlue())));
        assertThat(distance).as("%s should be %s", actual, expected).isLessThanOrEqualTo(5);
    }

    private static void assertQuarters(BufferedImage image) {
        assertColour(image, 0.25, 0.25, Color.RED);
        assertColour(image, 0.75, 0.25, Color.GREEN);
        assertColour(image, 0.25, 0.75, Color.BLUE);
        assertColour(image, 0.75, 0.75, Color.WHITE);
    }

    @Nested
    class Sizes {

        @ParameterizedTest
        @EnumSource
        void aLargePhotoIsScaledToPreviewAndThumbnail(Engine engine) throws Exception {
            RenderedSet set = engine.renderer(LIMITS).render(file(Samples.jpeg(Samples.quarters(4301, 1433))), MARK);

            assertThat(set.width()).isEqualTo(4301);
            assertThat(set.height()).isEqualTo(1433);
            assertThat(set.engine()).isEqualTo(engine.name().toLowerCase(Locale.ROOT));
            assertThat(set.renditions())
                    .extracting(Rendition::name, Rendition::width, Rendition::height)
                    .containsExactlyInAnyOrder(
                            tuple("preview", 2048, 682), tuple("watermarked", 2048, 682), tuple("thumbnail", 400, 133));
            for (Rendition rendition : set.renditions()) {
                BufferedImage image = Samples.decode(rendition.jpeg());
                assertThat(image.getWidth()).isEqualTo(rendition.width());
                assertThat(image.getHeight()).isEqualTo(rendition.height());
            }
            assertQuarters(preview(set));
            assertQuarters(Samples.decode(set.rendition("thumbnail").jpeg()));
        }

        @ParameterizedTest
        @EnumSource
        void oddSizesAreNotStretched(Engine engine) throws Exception {
            BufferedImage original = Samples.plain(4301, 301, Color.WHITE);
            for (int y = 0; y < 301; y++) {
                for (int x = 4200; x < 4204; x++) {
                    original.setRGB(x, y, 0);
                }
            }
            BufferedImage preview = preview(engine.renderer(LIMITS).render(file(Samples.jpeg(original)), MARK));
            double darkness = 0;
            double moment = 0;
            for (int x = 1990; x < 2012; x++) {
                int dark = 255 - (preview.getRGB(x, 70) & 0xFF);
                darkness += dark;
                moment += dark * (x + 0.5);
            }
            assertThat(moment / darkness).isCloseTo(4202.0 / 4301 * 2048, within(0.1));
        }

        @ParameterizedTest
        @CsvSource({"1,1", "2,1", "1,3", "7,5", "399,401", "2049,3", "33,2047"})
        void aSmallPhotoIsNeverEnlarged(int width, int height) throws Exception {
            for (Engine engine : Engine.values()) {
                RenderedSet set = engine.renderer(LIMITS)
                        .render(file(Samples.jpeg(Samples.plain(width, height, Color.ORANGE))), MARK);
                Rendition preview = set.rendition("preview");
                assertThat(preview.width()).isEqualTo(Math.min(width, 2048));
                assertThat(preview.height()).isLessThanOrEqualTo(height);
                assertColour(preview(set), 0.5, 0.5, Color.ORANGE);
                assertThat(set.placeholder()).hasSizeBetween(15, 30);
            }
        }
    }

    @Nested
    class Orientation {

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
        void everyOrientationComesOutUpright(int orientation) throws Exception {
            // what a camera stores when the upright picture shows the quarters
            var plane = new Plane(2, 2, new byte[] {0, 1, 2, 3});
            Plane stored = plane.oriented(inverse(orientation));
            Color[] colours = {Color.RED, Color.GREEN, Color.BLUE, Color.WHITE};
            boolean turned = orientation >= 5;
            var image = new BufferedImage(turned ? 200 : 300, turned ? 300 : 200, BufferedImage.TYPE_3BYTE_BGR);
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int quarter = stored.sample(2 * x / image.getWidth(), 2 * y / image.getHeight());
                    image.setRGB(x, y, colours[quarter].getRGB());
                }
            }

            for (Engine engine : Engine.values()) {
                RenderedSet set = engine.renderer(LIMITS)
                        .render(file(Samples.withOrientation(Samples.jpeg(image), orientation)), MARK);
                assertThat(set.width()).isEqualTo(300);
                assertThat(set.height()).isEqualTo(200);
                assertQuarters(preview(set));
            }
        }

        private int inverse(int orientation) {
            return switch (orientation) {
                case 6 -> 8;
                case 8 -> 6;
                default -> orientation;
            };
        }

        @Test
        void theNumbersMeanWhatExifSays() {
            var stored = new Plane(2, 1, new byte[] {1, 2});
            assertThat(stored.oriented(2).samples()).containsExactly(2, 1);
            // 6: the stored first row is the right-hand side of the picture
            assertThat(stored.oriented(6))
                    .extracting(Plane::width, Plane::height)
                    .containsExactly(1, 2);
            assertThat(stored.oriented(6).samples()).containsExactly(1, 2);
            assertThat(stored.oriented(8).samples()).containsExactly(2, 1);
            var square = new Plane(2, 2, new byte[] {1, 2, 3, 4});
            assertThat(square.oriented(6).samples()).containsExactly(3, 1, 4, 2);
            assertThat(square.oriented(8).samples()).containsExactly(2, 4, 1, 3);
            assertThat(square.oriented(5).samples()).containsExactly(1, 3, 2, 4);
            assertThat(square.oriented(7).samples()).containsExactly(4, 2, 3, 1);
            assertThat(square.oriented(3).samples()).containsExactly(4, 3, 2, 1);
            assertThat(square.oriented(4).samples()).containsExactly(3, 4, 1, 2);
        }
    }

    @Nested
    class Colours {

        private static final Color SKIN = new Color(210, 150, 120);

        private static byte[] adobeRgbProfile() {
            double[][] primaries = {
                {0.60974, 0.20528, 0.14919}, {0.31111, 0.62567, 0.06322}, {0.01947, 0.06087, 0.74457}
            };
            return Samples.profile(primaries, 2.19921875);
        }

        @Test
        void theProfileOfAPngCounts() throws Exception {
            byte[] png = Samples.encode(Samples.plain(300, 200, new Color(195, 149, 121)), "png");
            assertColour(preview(render(Samples.withPngProfile(png, adobeRgbProfile()))), 0.5, 0.5, SKIN);
        }

        @Test
        void aCameraThatNamesAdobeRgbInExifIsBelieved() throws Exception {
            byte[] exif = ByteBuffer.allocate(68)
                    .put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII))
                    .putInt(8)
                    .putShort((short) 1)
                    .putShort((short) 0x8769)
                    .putShort((short) 4)
                    .putInt(1)
                    .putInt(26)
                    .putInt(0)
                    .putShort((short) 1)
                    .putShort((short) 0xA005)
                    .putShort((short) 4)
                    .putInt(1)
                    .putInt(44)
                    .putInt(0)
                    .putShort((short) 1)
                    .putShort((short) 1)
                    .putShort((short) 2)
                    .putInt(4)
                    .put("R03\0".getBytes(StandardCharsets.US_ASCII))
                    .putInt(0)
                    .array();
            byte[] jpeg = Samples.jpeg(Samples.plain(300, 200, new Color(195, 149, 121)));
            for (Engine engine : Engine.values()) {
                RenderedSet set = engine.renderer(LIMITS).render(file(Samples.withSegment(jpeg, 0xE1, exif)), MARK);
                assertColour(preview(set), 0.5, 0.5, SKIN);
            }
        }

        @ParameterizedTest
        @EnumSource
        void adobeRgbBecomesSrgb(Engine engine) throws Exception {
            byte[] profile = adobeRgbProfile();
            // sRGB (210, 150, 120) in Adobe RGB
            byte[] jpeg = Samples.jpeg(Samples.plain(300, 200, new Color(195, 149, 121)));
            RenderedSet set = engine.renderer(LIMITS).render(file(Samples.withProfile(jpeg, profile)), MARK);
            assertColour(preview(set), 0.5, 0.5, SKIN);
        }

        @ParameterizedTest
        @EnumSource
        void aProfileThatIsSrgbInNumbersChangesNothing(Engine engine) throws Exception {
            byte[] jpeg = Samples.jpeg(Samples.plain(300, 200, SKIN));
            byte[] profile = Samples.profile(IccProfile.SRGB_PRIMARIES, 2.2);
            RenderedSet set = engine.renderer(LIMITS).render(file(Samples.withProfile(jpeg, profile)), MARK);
            assertColour(preview(set), 0.5, 0.5, SKIN);
        }

        @ParameterizedTest
        @EnumSource
        void aBrokenProfileIsIgnored(Engine engine) throws Exception {
            byte[] profile = Samples.profile(IccProfile.SRGB_PRIMARIES, 2.2);
            byte[] jpeg = Samples.withProfile(Samples.jpeg(Samples.plain(300, 200, SKIN)), Arrays.copyOf(profile, 150));
            assertColour(preview(engine.renderer(LIMITS).render(file(jpeg), MARK)), 0.5, 0.5, SKIN);
        }

        @ParameterizedTest
        @EnumSource
        void inksOfAdobeAreTurnedRoundAndConverted(Engine engine) throws Exception {
            byte[] jpeg = Samples.adobeCmykJpeg(300, 200, 0, 255, 255, 0);
            BufferedImage image = preview(engine.renderer(LIMITS).render(file(jpeg), MARK));
            var red = new Color(image.getRGB(150, 100));
            assertThat(red.getRed()).isGreaterThan(200);
            assertThat(red.getGreen()).isLessThan(60);
            assertThat(red.getBlue()).isLessThan(60);
        }

        @ParameterizedTest
        @EnumSource
        void greyStaysAsBrightAsItWas(Engine engine) throws Exception {
            var grey = new BufferedImage(300, 200, BufferedImage.TYPE_BYTE_GRAY);
            Arrays.fill(((DataBufferByte) grey.getRaster().getDataBuffer()).getData(), (byte) 100);
            RenderedSet set = engine.renderer(LIMITS).render(file(Samples.jpeg(grey)), MARK);
            BufferedImage image = preview(set);
            assertThat(image.getRaster().getNumBands()).isEqualTo(1);
            assertThat(image.getRaster().getSample(150, 100, 0)).isBetween(98, 102);
            assertThat(set.renditions()).hasSize(3);
        }

        @Test
        void transparentPartsLieOnWhite() throws Exception {
            var image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_ARGB);
            for (int y = 0; y < 200; y++) {
                for (int x = 0; x < 150; x++) {
                    image.setRGB(x, y, 0xFFFF0000);
                }
                for (int x = 150; x < 225; x++) {
                    image.setRGB(x, y, 0x800000FF);
                }
            }
            BufferedImage preview = preview(render(Samples.encode(image, "png")));
            assertColour(preview, 0.25, 0.5, Color.RED);
            assertColour(preview, 0.62, 0.5, new Color(127, 127, 255));
            assertColour(preview, 0.9, 0.5, Color.WHITE);
        }

        @Test
        void sixteenBitsAndSixteenBitGreyAreRead() throws Exception {
            var grey = new BufferedImage(300, 200, BufferedImage.TYPE_USHORT_GRAY);
            for (int y = 0; y < 200; y++) {
                for (int x = 0; x < 300; x++) {
                    grey.getRaster().setSample(x, y, 0, 100 * 257);
                }
            }
            assertThat(preview(render(Samples.encode(grey, "png"))).getRaster().getSample(150, 100, 0))
                    .isBetween(98, 102);
            var colour = new BufferedImage(
                    new ComponentColorModel(
                            ColorSpace.getInstance(ColorSpace.CS_sRGB),
                            false,
                            false,
                            Transparency.OPAQUE,
                            DataBuffer.TYPE_USHORT),
                    Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 300, 200, 3, null),
                    false,
                    null);
            for (int y = 0; y < 200; y++) {
                for (int x = 0; x < 300; x++) {
                    colour.getRaster().setPixel(x, y, new int[] {210 * 257, 150 * 257, 120 * 257});
                }
            }
            assertColour(preview(render(Samples.encode(colour, "png"))), 0.5, 0.5, SKIN);
        }

        @Test
        void palettesWithATransparentColourAreRead() throws Exception {
            byte[] reds = {(byte) 210, 0, 0};
            byte[] greens = {(byte) 150, 0, 0};
            byte[] blues = {120, 0, 0};
            var palette = new IndexColorModel(2, 3, reds, greens, blues, 2);
            var image = new BufferedImage(300, 200, BufferedImage.TYPE_BYTE_BINARY, palette);
            for (int y = 0; y < 200; y++) {
                for (int x = 0; x < 300; x++) {
                    image.getRaster().setSample(x, y, 0, x < 100 ? 0 : x < 200 ? 1 : 2);
                }
            }
            for (String format : new String[] {"png", "gif"}) {
                BufferedImage preview = preview(render(Samples.encode(image, format)));
                assertColour(preview, 0.15, 0.5, SKIN);
                assertColour(preview, 0.5, 0.5, Color.BLACK);
                assertColour(preview, 0.85, 0.5, Color.WHITE);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"png", "bmp", "tiff", "gif"})
        void otherFormatsAreReadAndScaled(String format) throws Exception {
            RenderedSet set = render(Samples.encode(Samples.quarters(2101, 300), format));
            assertThat(set.rendition("preview").width()).isEqualTo(2048);
            assertQuarters(preview(set));
        }

        @Test
        void heicAndAvifAreReadWhereVipsIsInstalled() throws Exception {
            Path png = Files.write(folder.resolve("a.png"), Samples.encode(Samples.quarters(120, 80), "png"));
            Path avif = folder.resolve("a.avif");
            assumeThat(renderer.canRender(PictureFormat.AVIF)).isTrue();
            new ProcessBuilder("vipsthumbnail", png.toString(), "--size", "120x120", "-o", avif + "[Q=95]")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            assumeThat(avif).as("this vips writes AVIF").exists();

            RenderedSet set = renderer.render(avif, MARK);
            assertThat(set).extracting(RenderedSet::width, RenderedSet::height).containsExactly(120, 80);
            assertColour(preview(set), 0.75, 0.75, Color.WHITE);
            assertThat(new Color(preview(set).getRGB(30, 20)).getRed()).isGreaterThan(220);
            assertThat(new Color(preview(set).getRGB(30, 60)).getBlue()).isGreaterThan(220);
            Path cut = file(Arrays.copyOf(Files.readAllBytes(avif), (int) Files.size(avif) / 2));
            assertThatThrownBy(() -> renderer.render(cut, MARK)).isInstanceOf(UnreadablePicture.class);
        }
    }

    @Nested
    class HostileFiles {

        private void assertNotAdmitted(byte[] content, String code) throws IOException {
            Path file = file(content);
            assertThatThrownBy(() -> renderer.admit(file))
                    .isInstanceOfSatisfying(
                            UnreadablePicture.class, e -> assertThat(e.code()).isEqualTo(code));
            assertRefused(content, code);
        }

        private void assertRefused(byte[] content, String code) throws IOException {
            Path file = file(content);
            long heap = Runtime.getRuntime().totalMemory();
            assertThatThrownBy(() -> renderer.render(file, MARK))
                    .isInstanceOfSatisfying(
                            UnreadablePicture.class, e -> assertThat(e.code()).isEqualTo(code));
            assertThat(Runtime.getRuntime().totalMemory() - heap).isLessThan(200L << 20);
        }

        @Test
        void bombsAreRefusedFromTheHeader() throws Exception {
            assertThat(Samples.hugeGif()).hasSize(35);
            assertNotAdmitted(Samples.hugeGif(), UnreadablePicture.TOO_MANY_PIXELS);
            assertNotAdmitted(Samples.hugePng(), UnreadablePicture.TOO_MANY_PIXELS);
            assertNotAdmitted(Samples.gifWithFrames(10_000), UnreadablePicture.TOO_MANY_PIXELS);
        }

        @Test
        void endlessScansAreRefused() throws Exception {
            byte[] progressive = Samples.progressiveJpeg(Samples.texture(640, 480));
            assertThat(render(progressive).width()).isEqualTo(640);
            assertNotAdmitted(Samples.withScans(progressive, 98), UnreadablePicture.TOO_MANY_SCANS);
            assertNotAdmitted(Samples.withScans(progressive, 1_600), UnreadablePicture.TOO_MANY_SCANS);
        }

        @Test
        void whatIsNoPictureIsRefused() throws Exception {
            assertRefused(new byte[0], UnreadablePicture.UNREADABLE);
            assertRefused(
                    "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
                    UnreadablePicture.UNSUPPORTED);
            assertRefused(
                    "BM is how this letter begins, madam".getBytes(StandardCharsets.UTF_8),
                    UnreadablePicture.UNSUPPORTED);
            assertRefused(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}, UnreadablePicture.UNREADABLE);
        }

        @ParameterizedTest
        @EnumSource
        void aTruncatedJpegIsRenderedAsFarAsItGoes(Engine engine) throws Exception {
            byte[] whole = Samples.jpeg(Samples.texture(600, 450));
            Renderer own = engine.renderer(LIMITS);
            RenderedSet set = own.render(file(Arrays.copyOf(whole, whole.length * 6 / 10)), MARK);
            BufferedImage expected = Samples.decode(whole);
            BufferedImage actual = preview(set);
            assertColour(actual, 0.5, 0.1, new Color(expected.getRGB(299, 44)));
            // and the next file is none the worse for it
            BufferedImage next = preview(own.render(file(whole), MARK));
            assertColour(next, 0.5, 0.9, new Color(expected.getRGB(299, 404)));
        }

        @Test
        void aFileCutInItsHeaderIsRefused() throws Exception {
            byte[] jpeg = Samples.jpeg(Samples.texture(300, 200));
            assertRefused(Arrays.copyOf(jpeg, 100), UnreadablePicture.UNREADABLE);
            byte[] png = Samples.encode(Samples.texture(300, 200), "png");
            assertRefused(Arrays.copyOf(png, 20), UnreadablePicture.UNREADABLE);
            assertRefused(Arrays.copyOf(png, 60), UnreadablePicture.UNREADABLE);
        }

        @Test
        void rubbishInAnyPlaceNeitherHangsNorEscapes() throws Exception {
            byte[][] originals = {
                Samples.jpeg(Samples.texture(160, 120)),
                Samples.progressiveJpeg(Samples.texture(160, 120)),
                Samples.encode(Samples.texture(160, 120), "png"),
                Samples.encode(Samples.texture(160, 120), "gif"),
                Samples.encode(Samples.texture(160, 120), "bmp"),
                Samples.encode(Samples.texture(160, 120), "tiff"),
            };
            var random = new Random(7);
            for (byte[] original : originals) {
                for (int round = 0; round < 24; round++) {
                    byte[] broken = original.clone();
                    for (int i = 0; i < 1 + round / 4; i++) {
                        int reach = round % 2 == 0 ? Math.min(600, broken.length) : broken.length;
                        broken[random.nextInt(reach)] = (byte) random.nextInt(256);
                    }
                    try {
                        renderer.render(file(broken), MARK);
                    } catch (UnreadablePicture expected) {
                        assertThat(expected.code()).isNotBlank();
                    }
                }
            }
            assertQuarters(preview(render(Samples.jpeg(Samples.quarters(160, 120)))));
        }

        @Test
        void theTypeIsThatOfTheContentWhateverTheName() throws Exception {
            Path png = Files.write(folder.resolve("holiday.jpg"), Samples.encode(Samples.quarters(30, 20), "png"));
            assertThat(renderer.admit(png).format()).isEqualTo(PictureFormat.PNG);
        }

        @Test
        void workEndsWhenTimeIsUp() throws Exception {
            var hasty = Renderer.create(new RenderLimits(1 << 30, 150_000_000, 64, 100, Duration.ofNanos(1), 1L << 30));
            Path file = file(Samples.encode(Samples.texture(900, 900), "png"));
            assertThatThrownBy(() -> hasty.render(file, MARK))
                    .isInstanceOfSatisfying(
                            UnreadablePicture.class, e -> assertThat(e.code()).isEqualTo(UnreadablePicture.TIMEOUT));
        }

        @Test
        void aFileBeyondTheLimitIsNotRead() throws Exception {
            var strict =
                    Renderer.create(new RenderLimits(1_000, 150_000_000, 64, 100, Duration.ofSeconds(9), 1L << 30));
            Path file = file(new byte[1_001]);
            assertThatThrownBy(() -> strict.render(file, MARK)).isInstanceOf(UnreadablePicture.class);
        }
    }

    @Nested
    class Derivatives {

        @ParameterizedTest
        @EnumSource
        void carryNoMetadata(Engine engine) throws Exception {
            byte[] comment = "Secret-Place 52.5 13.4".getBytes(StandardCharsets.US_ASCII);
            byte[] jpeg = Samples.withSegment(Samples.jpeg(Samples.texture(900, 600)), 0xFE, comment);
            jpeg = Samples.withOrientation(jpeg, 6);
            for (Rendition rendition :
                    engine.renderer(LIMITS).render(file(jpeg), MARK).renditions()) {
                String content = new String(rendition.jpeg(), StandardCharsets.ISO_8859_1);
                assertThat(content).doesNotContain("Secret", "Exif", "ICC_PROFILE", "http://ns.adobe.com");
            }
        }

        @ParameterizedTest
        @EnumSource(WatermarkSpec.Position.class)
        void theWatermarkIsSeenOnAnyColour(WatermarkSpec.Position position) throws Exception {
            for (Color colour : new Color[] {Color.WHITE, Color.BLACK, Color.GRAY, Color.BLUE}) {
                Path file = file(Samples.jpeg(Samples.plain(600, 400, colour)));
                RenderedSet set = renderer.render(file, new WatermarkSpec("Müller & Söhne", 0.4, position));
                BufferedImage clean = preview(set);
                BufferedImage marked =
                        Samples.decode(set.rendition("watermarked").jpeg());
                long changed = IntStream.range(0, 600 * 400)
                        .filter(i -> luma(clean, i) - luma(marked, i) > 15 || luma(marked, i) - luma(clean, i) > 15)
                        .count();
                assertThat(changed).isGreaterThan(400);
            }
        }

        private int luma(BufferedImage image, int index) {
            var colour = new Color(image.getRGB(index % image.getWidth(), index / image.getWidth()));
            return (299 * colour.getRed() + 587 * colour.getGreen() + 114 * colour.getBlue()) / 1000;
        }

        @Test
        void aMarkThatCannotBeDrawnStopsEverything() throws Exception {
            Path file = file(Samples.jpeg(Samples.texture(900, 600)));
            assertThatThrownBy(() -> renderer.render(file, WatermarkSpec.tiled("\u2003\uDBFF")))
                    .isInstanceOf(RuntimeException.class);
            // so faint that nothing of it would be seen
            assertThatThrownBy(() ->
                            renderer.render(file, new WatermarkSpec("PROOF", 0.0001, WatermarkSpec.Position.TILED)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void manyThreadsRenderAtOnce() throws Exception {
        byte[] good = Samples.jpeg(Samples.quarters(800, 600));
        Path file = file(good);
        Path bad = Files.write(folder.resolve("bad"), Arrays.copyOf(good, 300));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sets = IntStream.range(0, 24)
                    .mapToObj(i -> threads.submit(() -> {
                        if (i % 3 == 0) {
                            assertThatThrownBy(() -> renderer.render(bad, MARK)).isInstanceOf(UnreadablePicture.class);
                        }
                        return renderer.render(file, MARK);
                    }))
                    .toList();
            for (Future<RenderedSet> set : sets) {
                assertQuarters(preview(set.get()));
            }
        }
    }
}
