package vitrine.media.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurboEngineTest {

    private final Arena arena = Arena.ofConfined();
    private TurboEngine engine;

    @BeforeEach
    void load() {
        var library = TurboLibrary.load();
        assumeThat(library).as("libjpeg-turbo is installed").isPresent();
        engine = new TurboEngine(library.get(), new Resampler(new ScalarConvolution()));
    }

    @AfterEach
    void free() {
        arena.close();
    }

    private Picture decode(byte[] jpeg, int longestSide) throws Exception {
        MemorySegment bytes = arena.allocate(jpeg.length);
        MemorySegment.copy(jpeg, 0, bytes, ValueLayout.JAVA_BYTE, 0, jpeg.length);
        var original = new Original(Path.of("unused"), bytes, PictureStructure.read(bytes));
        return engine.decode(original, longestSide, Deadline.in(Duration.ofMinutes(1)))
                .picture();
    }

    @Test
    void decodingScalesToWhatIsNeeded() throws Exception {
        byte[] jpeg = Samples.jpeg(Samples.quarters(1601, 803));
        assertThat(decode(jpeg, 2048).width()).isEqualTo(1601);
        assertThat(decode(jpeg, 1000).width()).isEqualTo(1000);
        assertThat(decode(jpeg, 200))
                .extracting(Picture::width, Picture::height, Picture::isEncodable)
                .containsExactly(200, 100, true);
    }

    /** What the library leaves out while it decodes must not be missed by the filter. */
    @ParameterizedTest
    @CsvSource({"2048,1", "1000,1", "800,2", "400,4", "200,8", "10,8"})
    void theLibraryReducesToNoLessThanThat(int longestSide, int divisor) throws Exception {
        byte[] jpeg = Samples.jpeg(Samples.quarters(1601, 803));
        var header = PictureStructure.read(MemorySegment.ofArray(jpeg)).header();
        assertThat(JpegTraits.divisor(header, longestSide)).isEqualTo(divisor);
    }

    @Test
    void aFatalErrorBehindAWarningIsNoPicture() throws Exception {
        byte[] jpeg = Samples.jpeg(Samples.texture(300, 200));
        byte[] warned = withRubbishBehindStart(jpeg);
        assertThat(decode(warned, 2048).width()).isEqualTo(300);
        for (int i = 2; i + 1 < 600; i++) {
            if ((warned[i] & 0xFF) == 0xFF && (warned[i + 1] & 0xFF) == 0xDB) {
                warned[i + 1] = (byte) 0xEC; // the quantisation tables become something to skip
            }
        }
        assertThatThrownBy(() -> decode(warned, 2048)).isInstanceOf(IOException.class);
    }

    private static byte[] withRubbishBehindStart(byte[] jpeg) {
        int behindFirstSegment = 20;
        byte[] longer = new byte[jpeg.length + 3];
        System.arraycopy(jpeg, 0, longer, 0, behindFirstSegment);
        System.arraycopy(jpeg, behindFirstSegment, longer, behindFirstSegment + 3, jpeg.length - behindFirstSegment);
        return longer;
    }

    @Test
    void aGoodFileBehindManyBadOnesIsReadAsEver() throws Exception {
        byte[] good = Samples.jpeg(Samples.quarters(160, 120));
        byte[] first = decode(good, 2048).plane(0).samples();
        for (int length = 200; length < good.length; length += 37) {
            try {
                decode(Arrays.copyOf(good, length), 2048);
            } catch (IOException | UnreadablePicture expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
            assertThat(decode(good, 2048).plane(0).samples()).isEqualTo(first);
        }
    }
}
