package vitrine.media.storage;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Exactly so many bytes of a stream; its early end is an error, not an end. */
class Range extends FilterInputStream {

    private long left;

    Range(InputStream bytes, long length) {
        super(bytes);
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        if (left == 0) {
            return -1;
        }
        int one = super.read();
        requireMore(one);
        left--;
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return length == 0 ? 0 : -1;
        }
        int count = super.read(buffer, offset, (int) Math.min(length, left));
        requireMore(count);
        left -= count;
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(Math.min(count, left));
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(super.available(), left);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private static void requireMore(int read) throws EOFException {
        if (read < 0) {
            throw new EOFException("An object became shorter while it was read");
        }
    }
}
