package vitrine.media.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Shape;
import org.junit.jupiter.api.Test;

class StampTest {

    @Test
    void textIsDrawnWhiteWithADarkRim() {
        Stamp stamp = Stamp.of("PROOF", 40, 0, 10, 1);
        int white = 0;
        int dark = 0;
        for (int i = 0; i < stamp.luma().samples().length; i++) {
            if ((stamp.opacity().samples()[i] & 0xFF) > 200) {
                white += (stamp.luma().samples()[i] & 0xFF) > 200 ? 1 : 0;
                dark += (stamp.luma().samples()[i] & 0xFF) < 50 ? 1 : 0;
            }
        }
        assertThat(white).isGreaterThan(1000);
        assertThat(dark).isGreaterThan(300);
        assertThat(stamp.width() % 2 + stamp.height() % 2).isZero();
    }

    @Test
    void strokesStandInWhereThereIsNoFont() {
        Shape text = StrokeFont.outline("Müller & Söhne 2026", 60);
        assertThat(text.getBounds2D().getWidth()).isGreaterThan(60 * 0.9 * 17);
        assertThat(text.getBounds2D().getHeight()).isBetween(60.0, 85.0);
        for (char c = '!'; c < 'z'; c++) {
            StrokeFont.outline(String.valueOf(c), 60);
        }
    }

    @Test
    void strokesLeaveOutWhatTheyDoNotKnow() {
        assertThat(StrokeFont.outline("\u6771\u4EAC", 60).getBounds2D().isEmpty())
                .isTrue();
    }
}
