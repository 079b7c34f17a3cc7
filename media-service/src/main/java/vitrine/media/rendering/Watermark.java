package vitrine.media.rendering;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws watermarks. Stamps are kept, as most pictures have the same text and size. */
final class Watermark {

    private record StampKey(WatermarkSpec spec, int size) {}

    private static final int KEPT_STAMPS = 16;
    private static final double TILT = 30;

    /** Smaller pictures have no room for letters that could be read. */
    private static final int SMALLEST_MARKED = 32;

    private final Map<StampKey, Stamp> stamps = new LinkedHashMap<>(KEPT_STAMPS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StampKey, Stamp> eldest) {
            return size() > KEPT_STAMPS;
        }
    };

    /**
     * Draws onto the picture itself.
     *
     * @throws IllegalStateException when the mark would not be seen: a clean picture must not go out in its place
     */
    void draw(Picture picture, WatermarkSpec spec) {
        List<Plane> planes = picture.planes();
        Stamp stamp = stamp(spec, Math.max(picture.width(), picture.height()));
        long changed = spec.position() == WatermarkSpec.Position.TILED
                ? tile(planes, stamp)
                : blendAt(
                        planes,
                        stamp,
                        place(spec.position(), 0, picture.width(), stamp.width()),
                        place(spec.position(), 1, picture.height(), stamp.height()));
        if (changed == 0 && Math.min(picture.width(), picture.height()) >= SMALLEST_MARKED) {
            throw new IllegalStateException("The watermark left no trace on the picture");
        }
    }

    private Stamp stamp(WatermarkSpec spec, int longestSide) {
        int size = Math.max(64, (longestSide + 63) / 64 * 64);
        synchronized (stamps) {
            return stamps.computeIfAbsent(new StampKey(spec, size), Watermark::stamp);
        }
    }

    private static Stamp stamp(StampKey key) {
        WatermarkSpec spec = key.spec();
        boolean tiled = spec.position() == WatermarkSpec.Position.TILED;
        double tilt = tiled ? TILT : 0;
        int gap = tiled ? key.size() / 16 : key.size() / 32;
        MarkImage image = spec.image();
        // a long text must still fit the picture
        double height = Math.min(
                key.size() / 40.0 * spec.scale(),
                key.size() * 1.1 / Math.max(1, spec.text().length()));
        if (image == null) {
            return Stamp.of(spec.text(), height, tilt, gap, spec.opacity());
        }
        double longest = Math.min(key.size() / 5.0 * spec.scale(), key.size() * 0.9);
        return Stamp.of(image, longest, spec.text(), height, tilt, gap, spec.opacity());
    }

    /** Rows of stamps, every other one shifted by half, so that no lane stays clean. */
    private static long tile(List<Plane> planes, Stamp stamp) {
        Plane luma = planes.getFirst();
        long changed = 0;
        boolean shifted = false;
        for (int y = 0; y < luma.height(); y += stamp.height()) {
            for (int x = shifted ? -stamp.width() / 4 * 2 : 0; x < luma.width(); x += stamp.width()) {
                changed += blendAt(planes, stamp, x, y);
            }
            shifted = !shifted;
        }
        return changed;
    }

    /** Even, so that chroma samples of picture and stamp coincide. */
    private static int place(WatermarkSpec.Position position, int axis, int room, int size) {
        int halves = switch (position) {
            case TILED, TOP_LEFT -> 0;
            case TOP -> axis == 0 ? 1 : 0;
            case TOP_RIGHT -> axis == 0 ? 2 : 0;
            case LEFT -> axis == 0 ? 0 : 1;
            case CENTER -> 1;
            case RIGHT -> axis == 0 ? 2 : 1;
            case BOTTOM_LEFT -> axis == 0 ? 0 : 2;
            case BOTTOM -> axis == 0 ? 1 : 2;
            case BOTTOM_RIGHT -> 2;
        };
        return (room - size) * halves / 2 / 2 * 2;
    }

    private static long blendAt(List<Plane> planes, Stamp stamp, int x, int y) {
        long changed = blendLuma(planes.getFirst(), stamp, x, y);
        if (planes.size() > 1) {
            blendChroma(planes.get(1), stamp.blue(), stamp.chromaOpacity(), x / 2, y / 2);
            blendChroma(planes.get(2), stamp.red(), stamp.chromaOpacity(), x / 2, y / 2);
        }
        return changed;
    }

    private static long blendLuma(Plane target, Stamp stamp, int left, int top) {
        long changed = 0;
        byte[] samples = target.samples();
        byte[] opacity = stamp.opacity().samples();
        byte[] luma = stamp.luma().samples();
        int from = Math.max(0, -left);
        int to = Math.min(stamp.width(), target.width() - left);
        for (int y = Math.max(0, -top); y < stamp.height() && top + y < target.height(); y++) {
            int row = (top + y) * target.width() + left;
            int mark = y * stamp.width();
            for (int x = from; x < to; x++) {
                int cover = opacity[mark + x] & 0xFF;
                if (cover != 0) {
                    int before = samples[row + x] & 0xFF;
                    int after = blend(before, luma[mark + x] & 0xFF, cover);
                    samples[row + x] = (byte) after;
                    changed += before == after ? 0 : 1;
                }
            }
        }
        return changed;
    }

    private static void blendChroma(Plane target, Plane towards, Plane opacity, int left, int top) {
        byte[] samples = target.samples();
        int from = Math.max(0, -left);
        int to = Math.min(opacity.width(), target.width() - left);
        for (int y = Math.max(0, -top); y < opacity.height() && top + y < target.height(); y++) {
            int row = (top + y) * target.width() + left;
            int mark = y * opacity.width();
            for (int x = from; x < to; x++) {
                int cover = opacity.samples()[mark + x] & 0xFF;
                if (cover != 0) {
                    samples[row + x] = (byte) blend(samples[row + x] & 0xFF, towards.samples()[mark + x] & 0xFF, cover);
                }
            }
        }
    }

    private static int blend(int sample, int towards, int cover) {
        return sample + ((towards - sample) * cover + 127) / 255;
    }
}
