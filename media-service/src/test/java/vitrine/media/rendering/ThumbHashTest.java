package vitrine.media.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbHashTest {

    /** Expected bytes are those of the reference implementation (npm thumbhash 0.1.1) for the same pixels. */
    @ParameterizedTest
    @CsvSource({
        "100, 67, X/gJNZpwd4d4eHd3d3d4d3CIB3iI",
        "30, 100, HvgJMhqAeId3eHeHgHgHd4g=",
        "1, 1, AAgCBwAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "75, 75, X/gJNxqAhod3d3d3d3d3h4d3B3d4cIgI",
        "100, 3, HggOMZZwVqR4d3iHYJYJiXg=",
        "2, 99, GYcJMRZwdmiIdYdYcJkIh4c="
    })
    void bytesEqualTheReference(int width, int height, String expected) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = y * width + x;
                rgb[3 * i] = (byte) (x * 255 / width);
                rgb[3 * i + 1] = (byte) (y * y * 3 + x * 7);
                rgb[3 * i + 2] = (byte) ((long) i * i % 251);
            }
        }
        assertThat(Base64.getEncoder().encodeToString(ThumbHash.encode(width, height, rgb)))
                .isEqualTo(expected);
    }
}
