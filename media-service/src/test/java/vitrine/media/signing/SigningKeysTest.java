package vitrine.media.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vitrine.media.problems.InvalidSetting;

class SigningKeysTest {

    private static final String STRONG = Base64.getEncoder().encodeToString(new byte[32]);

    @Test
    void firstKeySigns() {
        assertThat(SigningKeys.parse("b:" + STRONG + ",a:" + STRONG).first()).isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"'',missing", "'abc',without a key id", "'a:%%%',not base64", "'a:c2hvcnQ=',weak"})
    void refusesUnusableKeysInOneSentence(String setting, String why) {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> SigningKeys.parse(setting))
                .withMessageContaining("MEDIA_SIGNING_KEYS")
                .withMessageContaining(why);
    }

    @Test
    void refusesTheSameIdTwice() {
        assertThatExceptionOfType(InvalidSetting.class)
                .isThrownBy(() -> SigningKeys.parse("a:" + STRONG + ",a:" + STRONG))
                .withMessageContaining("twice");
    }
}
