package vitrine.media.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {

    private static Plane noise(int width, int height) {
        byte[] samples = new byte[width * height];
        new Random(3).nextBytes(samples);
        return new Plane(width, height, samples);
    }

    private static Plane waves(int width, int height) {
        Plane plane = Plane.blank(width, height);
        for (int i = 0; i < plane.samples().length; i++) {
            plane.samples()[i] = (byte) (128 + 60 * Math.sin(i % width / 5.0) + 60 * Math.cos(i / width / 3.0));
        }
        return plane;
    }

    private static Plane resize(Convolution convolution, Plane plane, int width, int height) {
        var picture = Picture.full(Picture.Colours.GREY, List.of(plane));
        return new Resampler(convolution)
                .resize(picture, new Size(width, height))
                .plane(0);
    }

    @ParameterizedTest
    @CsvSource({"640,480,400,300", "1001,37,13,29", "50,50,50,20", "9,9,1,1", "3000,17,400,3"})
    void vectorsAndPlainLoopsGiveTheSameBytes(int width, int height, int toWidth, int toHeight) {
        Plane plane = noise(width, height);
        Plane scalar = resize(new ScalarConvolution(), plane, toWidth, toHeight);
        Plane fastest = resize(Convolution.fastest(), plane, toWidth, toHeight);
        assertThat(fastest.samples()).isEqualTo(scalar.samples());
    }

    @ParameterizedTest
    @CsvSource({"640,480,400,300", "1001,37,13,29", "640,480,640,33", "640,480,200,480"})
    void readingRowByRowGivesNearlyTheSame(int width, int height, int toWidth, int toHeight) {
        Plane plane = waves(width, height);
        Resampler resampler = new Resampler(new ScalarConvolution());
        Plane streamed = resampler
                .resize(
                        (y, rows) -> System.arraycopy(plane.samples(), y * width, rows[0], 0, width),
                        new Size(width, height),
                        1,
                        new Size(toWidth, toHeight))
                .getFirst();
        Plane whole = resize(new ScalarConvolution(), plane, toWidth, toHeight);
        int most = 0;
        for (int i = 0; i < whole.samples().length; i++) {
            most = Math.max(most, Math.abs((whole.samples()[i] & 0xFF) - (streamed.samples()[i] & 0xFF)));
        }
        assertThat(most).isLessThanOrEqualTo(2);
    }

    @Test
    void flatAreasStayFlat() {
        for (int value : new int[] {0, 1, 127, 254, 255}) {
            byte[] samples = new byte[333 * 222];
            Arrays.fill(samples, (byte) value);
            Plane small = resize(Convolution.fastest(), new Plane(333, 222, samples), 100, 67);
            byte[] expected = new byte[100 * 67];
            Arrays.fill(expected, (byte) value);
            assertThat(small.samples()).isEqualTo(expected);
        }
    }

    @Test
    void gradientsStayInPlace() {
        Plane ramp = Plane.blank(1000, 4);
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 1000; x++) {
                ramp.samples()[y * 1000 + x] = (byte) (x / 4);
            }
        }
        Plane small = resize(Convolution.fastest(), ramp, 250, 1);
        for (int x = 5; x < 245; x++) {
            assertThat(small.sample(x, 0)).isBetween(x - 1, x + 1);
        }
    }

    @Test
    void patternsTooFineForTheResultBecomeGreyNotAliases() {
        Plane stripes = Plane.blank(1200, 8);
        for (int i = 0; i < stripes.samples().length; i++) {
            stripes.samples()[i] = (byte) (i % 2 == 0 ? 0 : 255);
        }
        Plane small = resize(Convolution.fastest(), stripes, 401, 3);
        for (int x = 4; x < 397; x++) {
            assertThat(small.sample(x, 1)).isBetween(120, 135);
        }
    }

    @Test
    void chromaOfEverySubsamplingEndsInTheSamePlace() {
        int[][] steps = {{1, 1}, {2, 1}, {2, 2}, {1, 2}, {4, 1}};
        for (int[] step : steps) {
            Plane luma = Plane.blank(800, 600);
            Plane chroma = Plane.blank(800 / step[0], 600 / step[1]);
            for (int y = 0; y < chroma.height(); y++) {
                for (int x = 0; x < chroma.width(); x++) {
                    chroma.samples()[y * chroma.width() + x] = (byte) (x * step[0] < 400 ? 40 : 200);
                }
            }
            var picture = new Picture(Picture.Colours.YCBCR, 800, 600, step[0], step[1], List.of(luma, chroma, chroma));
            Plane small = new Resampler(new ScalarConvolution())
                    .resize(picture, new Size(400, 300))
                    .plane(1);
            assertThat(small).extracting(Plane::width, Plane::height).containsExactly(200, 150);
            assertThat(small.sample(90, 75)).isBetween(38, 42);
            assertThat(small.sample(110, 75)).isBetween(198, 202);
        }
    }
}
