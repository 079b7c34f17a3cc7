package vitrine.media.archives;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipNamesTest {

    @Test
    void noTwoAreTheSameOnAnySystem() {
        var names = new ZipNames();
        assertThat(names.add("IMG_1.JPG")).isEqualTo("IMG_1.JPG");
        assertThat(names.add("IMG_1.JPG")).isEqualTo("IMG_1 (2).JPG");
        assertThat(names.add("img_1.jpg")).isEqualTo("img_1 (3).jpg");
        assertThat(names.add("IMG_1 (2).jpg")).isEqualTo("IMG_1 (2) (2).jpg");
        assertThat(names.add("Ba\u0308ume.jpg")).isEqualTo("B\u00e4ume.jpg");
        assertThat(names.add("B\u00e4ume.jpg")).isEqualTo("B\u00e4ume (2).jpg");
    }

    @Test
    void tenThousandOfOneNameAreQuicklyTold() {
        var names = new ZipNames();
        var given = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            given.add(names.add("photo.jpg"));
        }
        assertThat(given).hasSize(10_000).contains("photo (10000).jpg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "..\\..\\boot.ini",
                "/etc/passwd",
                "C:\\Windows\\a.jpg",
                "a\u0000b.jpg",
                "a\r\nb.jpg",
                "\u202egpj.exe",
                "..",
                ".",
                "",
                " ",
                "...hidden"
            })
    void noneLeadsOutOfAFolder(String evil) {
        String name = new ZipNames().add(evil);
        assertThat(name)
                .isNotBlank()
                .doesNotContain("/", "\\", ":", "\u0000", "\r", "\n", "\u202e")
                .doesNotStartWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "CON, _CON",
        "nul.jpg, _nul.jpg",
        "Com1.tar.gz, _Com1.tar.gz",
        "trailing. ., trailing",
        "console.jpg, console.jpg"
    })
    void windowsCanStoreThem(String wanted, String name) {
        assertThat(new ZipNames().add(wanted)).isEqualTo(name);
    }

    @Test
    void longNamesKeepTheirEnding() {
        assertThat(new ZipNames().add("\uD83D\uDE42".repeat(300) + ".jpeg"))
                .endsWith("\uD83D\uDE42.jpeg")
                .satisfies(name ->
                        assertThat(name.codePointCount(0, name.length())).isEqualTo(200));
    }

    @ParameterizedTest
    @CsvSource({"a.tif, a.jpg", "b, b.jpg", "c.d.HEIC, c.d.jpg"})
    void previewsAreJpegs(String original, String preview) {
        assertThat(ZipNames.asJpeg(original)).isEqualTo(preview);
    }
}
