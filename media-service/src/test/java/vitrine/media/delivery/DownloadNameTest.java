package vitrine.media.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadNameTest {

    @Test
    void keepsAPlainName() {
        assertThat(DownloadName.attachment("IMG 0001.jpg"))
                .isEqualTo("attachment; filename=\"IMG 0001.jpg\"; filename*=UTF-8''IMG%200001.jpg");
    }

    @Test
    void keepsAReadableNameOutsideAscii() {
        assertThat(DownloadName.attachment("Zürich 婚.jpg"))
                .isEqualTo("attachment; filename=\"Zurich _.jpg\"; filename*=UTF-8''Z%C3%BCrich%20%E5%A9%9A.jpg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.jpg\r\nSet-Cookie: a=b",
                "a\"; filename=\"evil.exe",
                "../../etc/passwd",
                "C:\\Windows\\evil.jpg",
                "gpj.\u202Eexe",
                "a\0b.jpg",
                "\u2028.jpg",
                "...",
                "",
                "%41%0d%0a.jpg"
            })
    void makesEveryNameHarmless(String name) {
        String header = DownloadName.attachment(name);

        assertThat(header)
                .matches("attachment; filename=\"[\\x20-\\x7e&&[^\"\\\\/%]]+\"; filename\\*=UTF-8''[^\\s\"]+");
        assertThat(header).doesNotContain("%0D", "%0A", "%00", "%2F", "%5C", "%E2%80%AE", "%E2%80%A8");
    }

    @Test
    void cutsALongName() {
        assertThat(DownloadName.attachment("📷".repeat(300))).hasSizeLessThan(3000);
    }
}
