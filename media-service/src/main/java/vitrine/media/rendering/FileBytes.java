package vitrine.media.rendering;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Unsigned reads from the bytes of a file. Reading behind the end throws {@link IndexOutOfBoundsException}, which
 * {@link PictureStructure} turns into "the file ends too early".
 */
record FileBytes(MemorySegment segment, ByteOrder order) {

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    static FileBytes bigEndian(MemorySegment segment) {
        return new FileBytes(segment, ByteOrder.BIG_ENDIAN);
    }

    static FileBytes littleEndian(MemorySegment segment) {
        return new FileBytes(segment, ByteOrder.LITTLE_ENDIAN);
    }

    long size() {
        return segment.byteSize();
    }

    int u8(long at) {
        return segment.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
    }

    int u16(long at) {
        return Short.toUnsignedInt(segment.get(SHORT.withOrder(order), at));
    }

    long u32(long at) {
        return Integer.toUnsignedLong(segment.get(INT.withOrder(order), at));
    }

    int s32(long at) {
        return segment.get(INT.withOrder(order), at);
    }

    /** A 64-bit offset or count; those beyond the positive range are beyond any file too. */
    long u63(long at) {
        long value = segment.get(LONG.withOrder(order), at);
        if (value < 0) {
            throw new IndexOutOfBoundsException("Offset beyond the end of the file");
        }
        return value;
    }

    boolean holds(long at, String ascii) {
        return at >= 0
                && at + ascii.length() <= size()
                && text(at, ascii.length()).equals(ascii);
    }

    /** Four-character codes and the like; never text for people. */
    String text(long at, int length) {
        return new String(bytes(at, length), StandardCharsets.ISO_8859_1);
    }

    byte[] bytes(long at, long length) {
        return segment.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
    }

    FileBytes slice(long at, long length) {
        return new FileBytes(segment.asSlice(at, length), order);
    }

    FileBytes withOrder(ByteOrder other) {
        return new FileBytes(segment, other);
    }
}
