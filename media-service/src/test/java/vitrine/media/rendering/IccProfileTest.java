package vitrine.media.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IccProfileTest {

    @Test
    void srgbIsToldByItsNumbers() {
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        assertThat(IccProfile.parse(srgb))
                .hasValueSatisfying(profile -> assertThat(profile.isSrgb()).isTrue());
        byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
        assertThat(IccProfile.parse(linear))
                .hasValueSatisfying(profile -> assertThat(profile.isSrgb()).isFalse());
        assertThat(IccProfile.ADOBE_RGB.isSrgb()).isFalse();
    }

    @Test
    void ourMatrixAgreesWithTheColourEngineOfTheJdk() {
        byte[] bytes = Samples.profile(
                new double[][] {{0.5151, 0.2919, 0.1571}, {0.2412, 0.6922, 0.0666}, {-0.0011, 0.0419, 0.7841}}, 2.2);
        IccProfile profile = IccProfile.parse(bytes).orElseThrow();
        ColourTransform ours = ColourTransform.of(Picture.Colours.RGB, profile);
        assertThat(ours).isInstanceOf(ColourTransform.PrimariesAndCurves.class);
        var engine = new ColourTransform.ColourEngine(ICC_Profile.getInstance(bytes), 3);
        byte[][] row = new byte[3][125];
        for (int i = 0; i < 125; i++) {
            row[0][i] = (byte) (i % 5 * 50 + 20);
            row[1][i] = (byte) (i / 5 % 5 * 50 + 20);
            row[2][i] = (byte) (i / 25 * 50 + 20);
        }
        byte[][] expected = new byte[3][125];
        byte[][] actual = new byte[3][125];
        engine.toSrgb(row, expected, 125);
        ours.toSrgb(row, actual, 125);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 125; i++) {
                assertThat(Math.abs((expected[c][i] & 0xFF) - (actual[c][i] & 0xFF)))
                        .as("channel %d of colour %d", c, i)
                        .isLessThanOrEqualTo(3);
            }
        }
    }

    @Test
    void anythingElseIsNoProfile() {
        byte[] srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        assertThat(IccProfile.parse(new byte[0])).isEmpty();
        assertThat(IccProfile.parse(new byte[500])).isEmpty();
        for (int length = 0; length < 400; length++) {
            IccProfile.parse(Arrays.copyOf(srgb, length));
        }
    }
}
