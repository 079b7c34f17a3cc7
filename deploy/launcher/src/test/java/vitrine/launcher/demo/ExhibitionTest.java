package vitrine.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vitrine.launcher.demo.Landscape.Ground;
import vitrine.launcher.demo.Landscape.Light;

class ExhibitionTest {

    private static final LocalDateTime NOON = LocalDateTime.of(2026, 5, 4, 12, 0);

    @Test
    void hasTwentyFourPicturesOfManyShapes() {
        var pictures = Exhibition.all().stream()
                .flatMap(exhibition -> exhibition.pictures().stream())
                .toList();
        assertThat(pictures)
                .hasSize(24)
                .extracting(Exhibition.Picture::filename)
                .doesNotHaveDuplicates();
        assertThat(pictures)
                .extracting(picture -> (double) picture.landscape().width()
                        / picture.landscape().height())
                .contains(1.5, 2 / 3.0, 1.0, 2.25);
        assertThat(pictures).anyMatch(Exhibition.Picture::turned);
    }

    @ParameterizedTest
    @EnumSource(Ground.class)
    void paintsTheSamePictureEachTimeAndNoEmptyOne(Ground ground) throws Exception {
        var picture = small(ground, false);
        assertThat(picture.jpeg()).isEqualTo(picture.jpeg());
        var image = ImageIO.read(new ByteArrayInputStream(picture.jpeg()));
        var colours = new HashSet<Integer>();
        for (int y = 0; y < image.getHeight(); y += 3) {
            for (int x = 0; x < image.getWidth(); x += 3) {
                colours.add(image.getRGB(x, y) & 0xF0F0F0);
            }
        }
        assertThat(colours).hasSizeGreaterThan(40);
    }

    @Test
    void anUprightPictureMayLieOnItsSideAndSaySo() throws Exception {
        var turned = small(Ground.LAKE, true).jpeg();
        var image = ImageIO.read(new ByteArrayInputStream(turned));
        assertThat(List.of(image.getWidth(), image.getHeight())).containsExactly(180, 120);
        var head = new String(turned, 0, 400, StandardCharsets.ISO_8859_1);
        assertThat(head).contains("Exif", "Vitrine\0", "Demo painter\0", "2026:05:04 12:00:00\0");
        // Tag 0x0112, one short: 6, to be turned clockwise.
        assertThat(head).contains("\u0001\u0012\u0000\u0003\u0000\u0000\u0000\u0001\u0000\u0006");
    }

    private static Exhibition.Picture small(Ground ground, boolean turned) {
        return new Exhibition.Picture(
                "small.jpg", new Landscape("small", 120, 180, 7, ground, Light.DUSK, 0.4, 0.5, 0.3), NOON, turned);
    }
}
