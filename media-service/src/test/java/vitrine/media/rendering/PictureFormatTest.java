package vitrine.media.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFormatTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource({"jpg,JPEG", "png,PNG", "gif,GIF", "bmp,BMP", "tiff,TIFF"})
    void writtenFilesAreRecognised(String format, PictureFormat expected) {
        assertThat(PictureFormat.sniff(Samples.encode(Samples.quarters(20, 10), format)))
                .contains(expected);
    }

    @Test
    void containersAreToldApartByTheirBrands() {
        assertThat(PictureFormat.sniff(bytes("RIFF\0\0\0\0WEBPVP8 "))).contains(PictureFormat.WEBP);
        assertThat(PictureFormat.sniff(bytes("RIFF\0\0\0\0WAVEfmt "))).isEmpty();
        assertThat(PictureFormat.sniff(bytes("\0\0\0\u0018ftypheic\0\0\0\0mif1heic")))
                .contains(PictureFormat.HEIC);
        assertThat(PictureFormat.sniff(bytes("\0\0\0\u0018ftypmif1\0\0\0\0mif1avif")))
                .contains(PictureFormat.AVIF);
        assertThat(PictureFormat.sniff(bytes("\0\0\0\u0018ftypisom\0\0\0\0isommp42")))
                .isEmpty();
        assertThat(PictureFormat.sniff(bytes("8BPS\0\u0001\0\0"))).contains(PictureFormat.PSD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00ff\u00d8", "<html>", "<svg/>", "BMBMBMBMBMBMBMBMBMBM", "%PDF-1.7", "GIF88a"})
    void nothingElseIsAPicture(String content) {
        assertThat(PictureFormat.sniff(bytes(content))).isEmpty();
    }
}
