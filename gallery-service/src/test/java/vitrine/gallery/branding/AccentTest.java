package vitrine.gallery.branding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contrast as WCAG 2.2 computes it, on the grounds that the web app's tokens name. */
class AccentTest {

    private static final double READABLE = 4.5;

    private static final String[] LIGHT_GROUNDS = {"#FBFAF7", "#FFFFFF", "#F1EFE9"};
    private static final String[] DARK_GROUNDS = {"#101114", "#17191D", "#1F2226"};
    private static final String WORDS_ON_LIGHT = "#FFFFFF";
    private static final String WORDS_ON_DARK = "#101114";

    @ParameterizedTest
    @EnumSource
    void isReadOnEveryGroundAndCarriesTheWordsOfAButton(Accent accent) {
        for (String ground : LIGHT_GROUNDS) {
            assertThat(contrast(accent.shown().light(), ground)).as(ground).isGreaterThanOrEqualTo(READABLE);
        }
        for (String ground : DARK_GROUNDS) {
            assertThat(contrast(accent.shown().dark(), ground)).as(ground).isGreaterThanOrEqualTo(READABLE);
        }
        assertThat(contrast(accent.shown().light(), WORDS_ON_LIGHT)).isGreaterThanOrEqualTo(READABLE);
        assertThat(contrast(accent.shown().dark(), WORDS_ON_DARK)).isGreaterThanOrEqualTo(READABLE);
        assertThat(accent.shown().light()).matches("#[0-9A-F]{6}");
        assertThat(accent.shown().dark()).matches("#[0-9A-F]{6}");
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        return 0.2126 * channel(colour, 1) + 0.7152 * channel(colour, 3) + 0.0722 * channel(colour, 5);
    }

    private static double channel(String colour, int from) {
        double value = Integer.parseInt(colour.substring(from, from + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
