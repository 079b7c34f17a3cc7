package vitrine.media.rendering;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import javax.imageio.stream.ImageInputStreamImpl;

/** A file in memory as ImageIO reads it. Every read looks at the clock, so that no decoder goes on for ever. */
final class GuardedInput extends ImageInputStreamImpl {

    private final MemorySegment bytes;
    private final Deadline deadline;

    GuardedInput(MemorySegment bytes, Deadline deadline) {
        this.bytes = bytes;
        this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
        deadline.checkInDecoder();
        bitOffset = 0;
        return streamPos < bytes.byteSize() ? bytes.get(ValueLayout.JAVA_BYTE, streamPos++) & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        deadline.checkInDecoder();
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        int count = (int) Math.min(length, bytes.byteSize() - streamPos);
        if (count <= 0) {
            return -1;
        }
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.byteSize();
    }
}
