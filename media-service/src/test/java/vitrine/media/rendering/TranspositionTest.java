package vitrine.media.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranspositionTest {

    /** Whole squares, none, and rests on each side. */
    @ParameterizedTest
    @CsvSource({"8,8", "16,24", "1,1", "7,5", "9,8", "8,9", "33,17", "2,100", "100,2"})
    void everySampleComesToItsPlace(int width, int height) {
        byte[] source = new byte[width * height];
        new Random(5).nextBytes(source);
        for (boolean upwards : new boolean[] {false, true}) {
            for (boolean backwards : new boolean[] {false, true}) {
                byte[] target = new byte[source.length + 3];
                Transposition.of(source, width, height, target, 3, upwards, backwards);
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        int from = (upwards ? height - 1 - y : y) * width + x;
                        int to = (backwards ? width - 1 - x : x) * height + y;
                        assertThat(target[3 + to]).as("%d, %d", x, y).isEqualTo(source[from]);
                    }
                }
            }
        }
    }
}
