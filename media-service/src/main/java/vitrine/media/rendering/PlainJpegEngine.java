package vitrine.media.rendering;

import java.io.IOException;
import java.util.List;
import vitrine.media.rendering.jpeg.BaselineEncoder;
import vitrine.media.rendering.jpeg.JpegDecoder;
import vitrine.media.rendering.jpeg.JpegPlanes;

/**
 * JPEG in Java alone, the way {@link TurboEngine} goes: planes as they are stored, scaled down while they are decoded. For
 * machines without libjpeg-turbo; several times faster than ImageIO, which decodes every pixel and converts its colours.
 */
final class PlainJpegEngine implements ImageEngine, JpegEncoder {

    @Override
    public String name() {
        return "java";
    }

    @Override
    public boolean takes(PictureFormat format) {
        return format == PictureFormat.JPEG;
    }

    @Override
    public Decoded decode(Original original, int longestSide, Deadline deadline) throws IOException {
        JpegTraits jpeg = original.structure().jpeg();
        if (jpeg == null || !jpeg.isPlain()) {
            throw new IOException("Not an 8-bit DCT JPEG");
        }
        int divisor = JpegTraits.divisor(original.header(), longestSide);
        JpegPlanes planes = JpegDecoder.decode(original.bytes(), divisor, deadline::checkInDecoder);
        if (planes.width() != (original.header().width() + divisor - 1) / divisor
                || planes.height() != (original.header().height() + divisor - 1) / divisor) {
            throw new IOException("The file has another size than its header says");
        }
        return new Decoded(picture(planes, jpeg), JpegProfile.of(original), false, divisor);
    }

    private static Picture picture(JpegPlanes planes, JpegTraits jpeg) throws IOException {
        List<Plane> samples = planes.components().stream()
                .map(component -> new Plane(component.width(), component.height(), component.samples()))
                .toList();
        return switch (planes.colours()) {
            case GREY -> Picture.full(Picture.Colours.GREY, samples);
            case YCBCR -> chroma(planes, samples);
            case RGB -> full(Picture.Colours.RGB, planes, samples);
            case CMYK -> inks(full(Picture.Colours.CMYK, planes, samples), jpeg);
            case YCCK -> {
                Picture inks = full(Picture.Colours.CMYK, planes, samples);
                ColourConversion.yccToInks(inks);
                yield inks(inks, jpeg);
            }
        };
    }

    private static Picture inks(Picture inks, JpegTraits jpeg) {
        return jpeg.hasAdobeMarker() ? inks.inverted() : inks;
    }

    private static Picture chroma(JpegPlanes planes, List<Plane> samples) throws IOException {
        JpegPlanes.Component luma = planes.components().get(0);
        JpegPlanes.Component blue = planes.components().get(1);
        JpegPlanes.Component red = planes.components().get(2);
        if (luma.stepX() != 1 || luma.stepY() != 1 || blue.stepX() != red.stepX() || blue.stepY() != red.stepY()) {
            throw new IOException("An unusual subsampling");
        }
        return new Picture(Picture.Colours.YCBCR, planes.width(), planes.height(), blue.stepX(), blue.stepY(), samples);
    }

    private static Picture full(Picture.Colours colours, JpegPlanes planes, List<Plane> samples) throws IOException {
        if (planes.components().stream().anyMatch(component -> component.stepX() != 1 || component.stepY() != 1)) {
            throw new IOException("An unusual subsampling");
        }
        return Picture.full(colours, samples);
    }

    @Override
    public byte[] encode(Picture picture, int quality) {
        if (!picture.isEncodable()) {
            throw new IllegalArgumentException("Only grey and 4:2:0 pictures are encoded");
        }
        return BaselineEncoder.encode(
                picture.planes().stream()
                        .map(plane -> new BaselineEncoder.Plane(plane.width(), plane.height(), plane.samples()))
                        .toList(),
                quality);
    }
}
