package vitrine.auth.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] KEY = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 4226, appendix D. */
    @ParameterizedTest
    @CsvSource({
        "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314",
        "5, 254676", "6, 287922", "7, 162583", "8, 399871", "9, 520489"
    })
    void countersGiveTheCodesOfTheStandard(long counter, String code) {
        assertThat(Totp.code(KEY, counter, 6)).isEqualTo(code);
    }

    /** RFC 6238, appendix B, the rows of SHA-1. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void momentsGiveTheCodesOfTheStandard(long second, String code) {
        assertThat(Totp.code(KEY, Totp.step(Instant.ofEpochSecond(second)), 8)).isEqualTo(code);
    }

    @Test
    void oneStepOfDriftCountsAndNoMore() {
        Instant now = Instant.ofEpochSecond(1_700_000_010);
        long step = Totp.step(now);
        for (long each = step - 3; each <= step + 3; each++) {
            var found = Totp.match(KEY, Totp.code(KEY, each, 6), now, 0);
            assertThat(found.isPresent()).as("step %d", each - step).isEqualTo(Math.abs(each - step) <= 1);
        }
    }

    @Test
    void aStepThatWasUsedIsOver() {
        Instant now = Instant.ofEpochSecond(1_700_000_010);
        long step = Totp.step(now);
        assertThat(Totp.match(KEY, Totp.code(KEY, step, 6), now, step)).isEmpty();
        assertThat(Totp.match(KEY, Totp.code(KEY, step - 1, 6), now, step)).isEmpty();
        assertThat(Totp.match(KEY, Totp.code(KEY, step + 1, 6), now, step)).hasValue(step + 1);
    }

    /** RFC 4648, section 10, without the padding. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void secretsAreWrittenAsTheStandardSays(String plain, String text) {
        assertThat(Base32.encode(plain.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
    }
}
