package vitrine.media.rendering.jpeg;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The bits of a scan, without the zero bytes that are stuffed behind each 0xFF. At a marker, and at the end of the file, it
 * goes on with zeros; {@link #overrun} tells when some of them were taken.
 */
final class BitReader {

    private static final int END = -1;

    private final MemorySegment file;
    private final byte[] window = new byte[1 << 15];
    private long windowStart;
    private int at;
    private int filled;

    private long bits;
    private int count;
    private int padding;

    BitReader(MemorySegment file) {
        this.file = file;
    }

    /** Begins at that place of the file. */
    void start(long position) {
        windowStart = position;
        at = 0;
        filled = 0;
        forgetBits();
    }

    private void forgetBits() {
        bits = 0;
        count = 0;
        padding = 0;
    }

    /** The bits ran out before what was decoded last. */
    boolean overrun() {
        return padding > count;
    }

    /** At least 48 bits can be looked at afterwards. */
    void fill() {
        while (count <= 48) {
            int next = next();
            if (next == END) {
                padding += 8;
                next = 0;
            }
            bits = bits << 8 | next;
            count += 8;
        }
    }

    private int next() {
        if (at >= filled && !load()) {
            return END;
        }
        int value = window[at] & 0xFF;
        if (value != 0xFF) {
            at++;
            return value;
        }
        if (at + 1 >= filled && !keepAndLoad()) {
            return END;
        }
        if (window[at + 1] != 0) {
            return END;
        }
        at += 2;
        return 0xFF;
    }

    private boolean load() {
        windowStart += filled;
        filled = (int) Math.min(window.length, file.byteSize() - windowStart);
        at = 0;
        if (filled <= 0) {
            filled = 0;
            return false;
        }
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, windowStart, window, 0, filled);
        return true;
    }

    /** Loads so that the byte at hand is followed by the next one. */
    private boolean keepAndLoad() {
        windowStart += at;
        filled = 0;
        return load() && filled > 1;
    }

    /** That many bits, up to 16, as a number; {@link #fill} made sure of them. */
    int peek(int length) {
        return (int) (bits >>> (count - length)) & ((1 << length) - 1);
    }

    void skip(int length) {
        count -= length;
    }

    int take(int length) {
        count -= length;
        return (int) (bits >>> count) & ((1 << length) - 1);
    }

    boolean takeBit() {
        count--;
        return (bits >>> count & 1) != 0;
    }

    /** A value of that many bits with its sign. */
    int takeValue(int size) {
        return size == 0 ? 0 : extended(take(size), size);
    }

    static int extended(int value, int size) {
        return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
    }

    /**
     * Goes on behind the next restart marker.
     *
     * @return its number, 0 to 7, or -1 when another marker or the end comes first
     */
    int restart() {
        forgetBits();
        while (at < filled || load()) {
            if (window[at] != (byte) 0xFF) {
                at++;
                continue;
            }
            if (at + 1 >= filled && !keepAndLoad()) {
                return -1;
            }
            int marker = window[at + 1] & 0xFF;
            if (marker >= 0xD0 && marker <= 0xD7) {
                at += 2;
                return marker - 0xD0;
            }
            if (marker != 0 && marker != 0xFF) {
                return -1;
            }
            at += marker == 0 ? 2 : 1;
        }
        return -1;
    }
}
