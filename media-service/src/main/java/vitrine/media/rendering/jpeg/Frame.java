package vitrine.media.rendering.jpeg;

import java.io.IOException;
import java.util.List;

/** What the frame header says: size and components, in blocks of 8 by 8 samples. */
final class Frame {

    /** One component and how its blocks lie in the picture. */
    static final class Part {
        final int id;
        final int across;
        final int down;
        final int quantisation;

        /** Blocks that hold picture, which is what a scan of this component alone has. */
        int blocksAcross;

        int blocksDown;

        /** Blocks with those that fill up the last units of scans with several components. */
        int paddedAcross;

        int paddedDown;

        private Part(int id, int across, int down, int quantisation) {
            this.id = id;
            this.across = across;
            this.down = down;
            this.quantisation = quantisation;
        }
    }

    private static final int MAX_FACTOR = 4;

    final boolean progressive;
    final int width;
    final int height;
    final int mostAcross;
    final int mostDown;
    final int unitsAcross;
    final int unitsDown;
    final List<Part> parts;

    private Frame(boolean progressive, int width, int height, List<Part> parts) {
        this.progressive = progressive;
        this.width = width;
        this.height = height;
        this.parts = parts;
        this.mostAcross = parts.stream().mapToInt(part -> part.across).max().orElseThrow();
        this.mostDown = parts.stream().mapToInt(part -> part.down).max().orElseThrow();
        this.unitsAcross = ceil(width, 8 * mostAcross);
        this.unitsDown = ceil(height, 8 * mostDown);
        for (Part part : parts) {
            part.blocksAcross = ceil(ceil(width * part.across, mostAcross), 8);
            part.blocksDown = ceil(ceil(height * part.down, mostDown), 8);
            part.paddedAcross = unitsAcross * part.across;
            part.paddedDown = unitsDown * part.down;
        }
    }

    /** @param segment the content of a SOF0, SOF1 or SOF2 segment */
    static Frame read(byte[] segment, boolean progressive) throws IOException {
        if (segment.length < 6 || segment[0] != 8 || segment.length < 6 + 3 * segment[5]) {
            throw new IOException("A frame header that cannot be read");
        }
        int height = (segment[1] & 0xFF) << 8 | (segment[2] & 0xFF);
        int width = (segment[3] & 0xFF) << 8 | (segment[4] & 0xFF);
        int count = segment[5];
        if (width == 0 || height == 0 || (count != 1 && count != 3 && count != 4)) {
            throw new IOException("A kind of frame that is not decoded");
        }
        var parts = new Part[count];
        for (int i = 0; i < count; i++) {
            int at = 6 + 3 * i;
            int across = segment[at + 1] >> 4 & 15;
            int down = segment[at + 1] & 15;
            int quantisation = segment[at + 2];
            if (across < 1
                    || across > MAX_FACTOR
                    || down < 1
                    || down > MAX_FACTOR
                    || quantisation < 0
                    || quantisation > 3) {
                throw new IOException("A component that cannot be read");
            }
            parts[i] = new Part(segment[at] & 0xFF, count == 1 ? 1 : across, count == 1 ? 1 : down, quantisation);
        }
        var frame = new Frame(progressive, width, height, List.of(parts));
        for (Part part : frame.parts) {
            if (!isStep(frame.mostAcross, part.across) || !isStep(frame.mostDown, part.down)) {
                throw new IOException("An unusual subsampling");
            }
        }
        return frame;
    }

    private static boolean isStep(int most, int factor) {
        return most == factor || most == 2 * factor || most == 4 * factor;
    }

    Part part(int id) throws IOException {
        for (Part part : parts) {
            if (part.id == id) {
                return part;
            }
        }
        throw new IOException("A scan of an unknown component");
    }

    static int ceil(int size, int step) {
        return (size + step - 1) / step;
    }
}
