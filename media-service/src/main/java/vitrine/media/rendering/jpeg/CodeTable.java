package vitrine.media.rendering.jpeg;

import java.util.HexFormat;

/** Codes by symbol, for writing. */
final class CodeTable {

    private final byte[] segment;
    private final int[] codes = new int[256];
    private final int[] lengths = new int[256];

    /**
     * @param id class and number, as in the DHT segment
     * @param counts codes of each length, 1 to 16, in hexadecimal
     * @param symbols in the order of their codes, in hexadecimal
     */
    CodeTable(int id, String counts, String symbols) {
        this.segment = HexFormat.of().parseHex("%02X".formatted(id) + counts + symbols);
        int code = 0;
        int at = 17;
        for (int length = 1; length <= 16; length++) {
            for (int i = 0; i < segment[length]; i++, at++, code++) {
                codes[segment[at] & 0xFF] = code;
                lengths[segment[at] & 0xFF] = length;
            }
            code <<= 1;
        }
        if (at != segment.length) {
            throw new IllegalArgumentException("As many symbols as codes");
        }
    }

    /** Content of the DHT segment. */
    byte[] segment() {
        return segment.clone();
    }

    int code(int symbol) {
        return codes[symbol];
    }

    int length(int symbol) {
        return lengths[symbol];
    }
}
