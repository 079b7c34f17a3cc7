package vitrine.media.rendering.jpeg;

import java.util.Arrays;

/** Bits into bytes, with a zero byte behind each 0xFF. */
final class BitWriter {

    private byte[] bytes;
    private int size;
    private long bits;
    private int count;

    BitWriter(int capacity) {
        this.bytes = new byte[capacity];
    }

    void write(byte[] plain) {
        reserve(plain.length);
        System.arraycopy(plain, 0, bytes, size, plain.length);
        size += plain.length;
    }

    /** The lowest bits of {@code value}, at most 16. */
    void write(int value, int length) {
        bits = bits << length | value;
        count += length;
        if (count >= 32) {
            reserve(8);
            while (count >= 8) {
                count -= 8;
                emit((int) (bits >>> count) & 0xFF);
            }
        }
    }

    /** Fills the last byte with ones. */
    void flush() {
        write(0x7F, 7);
        reserve(16);
        while (count >= 8) {
            count -= 8;
            emit((int) (bits >>> count) & 0xFF);
        }
        count = 0;
    }

    private void emit(int value) {
        bytes[size++] = (byte) value;
        if (value == 0xFF) {
            bytes[size++] = 0;
        }
    }

    /** Each byte may need a second one. */
    private void reserve(int more) {
        if (size + 2 * more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + 2 * more, bytes.length * 3 / 2));
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
