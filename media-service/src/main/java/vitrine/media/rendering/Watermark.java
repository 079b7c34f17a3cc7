package vitrine.media.rendering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws watermarks. Stamps are kept, as most pictures have the same text and size. */
final class Watermark {

    private record StampKey(WatermarkSpec spec, int size) {}

    private static final int KEPT_STAMPS = 16;
    private static final double TILT = 30;
    private static final int NEUTRAL_CHROMA = 128;

    /** Smaller pictures have no room for letters that could be read. */
    private static final int SMALLEST_MARKED = 32;

    private final Map<StampKey, Stamp> stamps = new LinkedHashMap<>(KEPT_STAMPS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StampKey, Stamp> eldest) {
            return size() > KEPT_STAMPS;
        }
    };

    /**
     * @return a marked copy
     * @throws IllegalStateException when the mark would not be seen: a clean picture must not go out in its place
     */
    Picture on(Picture picture, WatermarkSpec spec) {
        var planes = new ArrayList<Plane>(3);
        for (Plane plane : picture.planes()) {
            planes.add(new Plane(plane.width(), plane.height(), plane.samples().clone()));
        }
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
        return new Picture(
                picture.colours(),
                picture.width(),
                picture.height(),
                picture.chromaStepX(),
                picture.chromaStepY(),
                planes);
    }

    private Stamp stamp(WatermarkSpec spec, int longestSide) {
        int size = Math.max(64, (longestSide + 63) / 64 * 64);
        synchronized (stamps) {
            return stamps.computeIfAbsent(new StampKey(spec, size), Watermark::draw);
        }
    }

    private static Stamp draw(StampKey key) {
        WatermarkSpec spec = key.spec();
        boolean tiled = spec.position() == WatermarkSpec.Position.TILED;
        // a long text must still fit the picture
        double height =
                Math.min(key.size() / 40.0, key.size() * 1.1 / spec.text().length());
        return Stamp.of(
                spec.text(), height, tiled ? TILT : 0, tiled ? key.size() / 16 : key.size() / 32, spec.opacity());
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
        boolean start = switch (position) {
            case TOP_LEFT -> true;
            case TOP_RIGHT -> axis == 1;
            case BOTTOM_LEFT -> axis == 0;
            default -> false;
        };
        if (start) {
            return 0;
        }
        int space = room - size;
        return (position == WatermarkSpec.Position.CENTER ? space / 2 : space) / 2 * 2;
    }

    private static long blendAt(List<Plane> planes, Stamp stamp, int x, int y) {
        long changed = blendLuma(planes.getFirst(), stamp, x, y);
        for (Plane chroma : planes.subList(1, planes.size())) {
            blendChroma(chroma, stamp.chromaOpacity(), x / 2, y / 2);
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

    private static void blendChroma(Plane target, Plane opacity, int left, int top) {
        byte[] samples = target.samples();
        int from = Math.max(0, -left);
        int to = Math.min(opacity.width(), target.width() - left);
        for (int y = Math.max(0, -top); y < opacity.height() && top + y < target.height(); y++) {
            int row = (top + y) * target.width() + left;
            int mark = y * opacity.width();
            for (int x = from; x < to; x++) {
                int cover = opacity.samples()[mark + x] & 0xFF;
                if (cover != 0) {
                    samples[row + x] = (byte) blend(samples[row + x] & 0xFF, NEUTRAL_CHROMA, cover);
                }
            }
        }
    }

    private static int blend(int sample, int towards, int cover) {
        return sample + ((towards - sample) * cover + 127) / 255;
    }
}
