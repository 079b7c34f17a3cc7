package vitrine.media.rendering;

import java.util.List;

/**
 * A decoded picture as planes.
 *
 * @param chromaStepX how many columns share one chroma sample; 1 unless {@code colours} is YCBCR
 * @param chromaStepY how many rows share one chroma sample; 1 unless {@code colours} is YCBCR
 */
record Picture(Colours colours, int width, int height, int chromaStepX, int chromaStepY, List<Plane> planes) {

    /** What the planes mean, in their order. CMYK: 255 is full ink. YCBCR: full range, as JPEG has it. */
    enum Colours {
        GREY(1),
        YCBCR(3),
        RGB(3),
        CMYK(4);

        private final int planes;

        Colours(int planes) {
            this.planes = planes;
        }

        int planes() {
            return planes;
        }
    }

    Picture {
        planes = List.copyOf(planes);
        if (planes.size() != colours.planes()) {
            throw new IllegalArgumentException(colours + " has " + colours.planes() + " planes");
        }
    }

    /** A picture whose planes all have its full size. */
    static Picture full(Colours colours, List<Plane> planes) {
        Plane first = planes.getFirst();
        return new Picture(colours, first.width(), first.height(), 1, 1, planes);
    }

    /** YCbCr with a quarter of the chroma (4:2:0), the only form that is encoded. */
    static Picture subsampled(Plane luma, Plane blue, Plane red) {
        return new Picture(Colours.YCBCR, luma.width(), luma.height(), 2, 2, List.of(luma, blue, red));
    }

    static int half(int size) {
        return (size + 1) / 2;
    }

    Plane plane(int index) {
        return planes.get(index);
    }

    boolean isEncodable() {
        return colours == Colours.GREY || (colours == Colours.YCBCR && chromaStepX == 2 && chromaStepY == 2);
    }

    /** Adobe's programs store the inks of a JPEG upside down, and mark that only by their presence. */
    Picture inverted() {
        for (Plane plane : planes) {
            byte[] samples = plane.samples();
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (byte) ~samples[i];
            }
        }
        return this;
    }

    Picture oriented(int orientation) {
        if (orientation == 1) {
            return this;
        }
        boolean turned = orientation >= 5;
        return new Picture(
                colours,
                turned ? height : width,
                turned ? width : height,
                turned ? chromaStepY : chromaStepX,
                turned ? chromaStepX : chromaStepY,
                planes.stream().map(plane -> plane.oriented(orientation)).toList());
    }
}
