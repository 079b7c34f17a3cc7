package vitrine.media.rendering;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Turns rows of bytes into columns, in squares of eight by eight that fit into eight registers. */
final class Transposition {

    private static final int SIDE = 8;
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Transposition() {}

    /**
     * @param source {@code height} rows of {@code width} samples
     * @param target receives {@code width} rows of {@code height} samples from {@code at} on
     */
    static void of(byte[] source, int width, int height, byte[] target, int at) {
        of(source, width, height, target, at, false, false);
    }

    /**
     * @param upwards the last row of the source comes first
     * @param backwards the last column of the source comes first
     */
    static void of(byte[] source, int width, int height, byte[] target, int at, boolean upwards, boolean backwards) {
        // Where the first row and column begin, and the way to the next ones.
        int row = upwards ? (height - 1) * width : 0;
        int down = upwards ? -width : width;
        int column = at + (backwards ? (width - 1) * height : 0);
        int right = backwards ? -height : height;
        int wholeRows = height / SIDE * SIDE;
        int wholeColumns = width / SIDE * SIDE;
        for (int y = 0; y < wholeRows; y += SIDE) {
            for (int x = 0; x < wholeColumns; x += SIDE) {
                square(source, row + y * down + x, down, target, column + x * right + y, right);
            }
        }
        for (int y = 0; y < height; y++) {
            for (int x = y < wholeRows ? wholeColumns : 0; x < width; x++) {
                target[column + x * right + y] = source[row + y * down + x];
            }
        }
    }

    /** Exchanges bytes of neighbouring rows, then pairs, then fours. */
    private static void square(byte[] source, int from, int down, byte[] target, int to, int right) {
        long a = (long) EIGHT.get(source, from);
        long b = (long) EIGHT.get(source, from + down);
        long c = (long) EIGHT.get(source, from + 2 * down);
        long d = (long) EIGHT.get(source, from + 3 * down);
        long e = (long) EIGHT.get(source, from + 4 * down);
        long f = (long) EIGHT.get(source, from + 5 * down);
        long g = (long) EIGHT.get(source, from + 6 * down);
        long h = (long) EIGHT.get(source, from + 7 * down);

        long mask = 0x00FF00FF00FF00FFL;
        long swap = ((a >>> 8) ^ b) & mask;
        a ^= swap << 8;
        b ^= swap;
        swap = ((c >>> 8) ^ d) & mask;
        c ^= swap << 8;
        d ^= swap;
        swap = ((e >>> 8) ^ f) & mask;
        e ^= swap << 8;
        f ^= swap;
        swap = ((g >>> 8) ^ h) & mask;
        g ^= swap << 8;
        h ^= swap;

        mask = 0x0000FFFF0000FFFFL;
        swap = ((a >>> 16) ^ c) & mask;
        a ^= swap << 16;
        c ^= swap;
        swap = ((b >>> 16) ^ d) & mask;
        b ^= swap << 16;
        d ^= swap;
        swap = ((e >>> 16) ^ g) & mask;
        e ^= swap << 16;
        g ^= swap;
        swap = ((f >>> 16) ^ h) & mask;
        f ^= swap << 16;
        h ^= swap;

        mask = 0x00000000FFFFFFFFL;
        swap = ((a >>> 32) ^ e) & mask;
        a ^= swap << 32;
        e ^= swap;
        swap = ((b >>> 32) ^ f) & mask;
        b ^= swap << 32;
        f ^= swap;
        swap = ((c >>> 32) ^ g) & mask;
        c ^= swap << 32;
        g ^= swap;
        swap = ((d >>> 32) ^ h) & mask;
        d ^= swap << 32;
        h ^= swap;

        EIGHT.set(target, to, a);
        EIGHT.set(target, to + right, b);
        EIGHT.set(target, to + 2 * right, c);
        EIGHT.set(target, to + 3 * right, d);
        EIGHT.set(target, to + 4 * right, e);
        EIGHT.set(target, to + 5 * right, f);
        EIGHT.set(target, to + 6 * right, g);
        EIGHT.set(target, to + 7 * right, h);
    }
}
