package vitrine.media.rendering.jpeg;

import java.io.IOException;

/** A code table (DHT), with short codes by direct look-up and AC values together with their code where both are short. */
final class HuffmanTable {

    static final int LOOK = 9;

    private static final int LONGEST = 16;

    /** Length of the code in the upper byte, symbol in the lower; 0 for longer codes. */
    private final short[] symbols = new short[1 << LOOK];

    /** Value in the upper half, zeros before it in the next byte, bits of code and value in the lowest; 0 for others. */
    private final int[] values = new int[1 << LOOK];

    /** By length: the first code that is longer, aligned to 16 bits. */
    private final int[] beyond = new int[LONGEST + 2];

    /** By length: what leads from a code to its place in {@link #inOrder}. */
    private final int[] offsets = new int[LONGEST + 1];

    private final byte[] inOrder;

    /**
     * @param counts codes of each length, 1 to 16
     * @param inOrder their symbols
     */
    HuffmanTable(int[] counts, byte[] inOrder) throws IOException {
        this.inOrder = inOrder;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            if (code + counts[length - 1] > 1 << length) {
                throw new IOException("A code table with more codes than fit");
            }
            offsets[length] = index - code;
            for (int i = 0; i < counts[length - 1]; i++, code++, index++) {
                if (length <= LOOK) {
                    note(code << (LOOK - length), length, inOrder[index]);
                }
            }
            beyond[length] = code << (LONGEST - length);
            code <<= 1;
        }
        beyond[LONGEST + 1] = Integer.MAX_VALUE;
    }

    private void note(int first, int length, byte symbol) {
        int rest = LOOK - length;
        int size = symbol & 15;
        for (int i = 0; i < 1 << rest; i++) {
            symbols[first + i] = (short) (length << 8 | (symbol & 0xFF));
            if (size > 0 && size <= rest) {
                int value = BitReader.extended(i >> (rest - size), size);
                values[first + i] = value << 16 | (symbol & 0xF0) << 4 | (length + size);
            }
        }
    }

    /** The look-up of an AC value that is coded shortly, 0 for others. */
    int shortValue(int next) {
        return values[next];
    }

    int symbol(BitReader bits) throws CorruptScan {
        int found = symbols[bits.peek(LOOK)];
        if (found != 0) {
            bits.skip(found >> 8);
            return found & 0xFF;
        }
        int next = bits.peek(LONGEST);
        int length = LOOK + 1;
        while (next >= beyond[length]) {
            length++;
        }
        if (length > LONGEST) {
            throw new CorruptScan();
        }
        bits.skip(length);
        return inOrder[(next >> (LONGEST - length)) + offsets[length]] & 0xFF;
    }
}
