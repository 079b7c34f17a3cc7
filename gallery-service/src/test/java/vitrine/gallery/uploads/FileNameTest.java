package vitrine.gallery.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

    @ParameterizedTest
    @CsvSource({
        "IMG_0001.JPG, IMG_0001.JPG",
        "../../etc/passwd, passwd",
        "/abs/olute.png, olute.png",
        "C:\\Users\\me\\Hochzeit Zürich.jpg, Hochzeit Zürich.jpg",
        "婚礼 📸 صورة.jpg, 婚礼 📸 صورة.jpg",
        "<script>alert(1)</script>.jpg, script>.jpg",
        "=cmd|' /C calc'!A0.jpg, C calc'!A0.jpg",
    })
    void staysReadable(String given, String expected) {
        assertThat(FileName.of(given)).isEqualTo(expected);
    }

    @Test
    void losesWhatHidesOrBreaks() {
        assertThat(FileName.of("a\0b\r\nSet-Cookie: x.jpg")).isEqualTo("abSet-Cookie: x.jpg");
        assertThat(FileName.of("photo\u202Egpj.exe")).isEqualTo("photogpj.exe");
        assertThat(FileName.of("a\u2066b\u2069\u200E\u061C.jpg")).isEqualTo("ab.jpg");
        assertThat(FileName.of("half \uD83D pair.jpg")).isEqualTo("half  pair.jpg");
        assertThat(FileName.of("e\u0301.jpg")).isEqualTo("\u00e9.jpg");
    }

    @Test
    void isNeverEmpty() {
        assertThat(FileName.of("")).isEqualTo("photo");
        assertThat(FileName.of("dir/")).isEqualTo("photo");
        assertThat(FileName.of("..")).isEqualTo("photo");
        assertThat(FileName.of("\u202E\0 ")).isEqualTo("photo");
    }

    @Test
    void keepsItsExtensionWhenCut() {
        assertThat(FileName.of("x".repeat(300) + ".jpeg")).hasSize(255).endsWith("x.jpeg");
        String emoji = FileName.of("📸".repeat(300) + ".jpg");
        assertThat(emoji.codePointCount(0, emoji.length())).isEqualTo(255);
        assertThat(emoji).endsWith("📸.jpg");
        assertThat(FileName.of("y".repeat(300))).hasSize(255);
    }
}
