package vitrine.media.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/**
 * What the bytes of an object are known by.
 *
 * @param size in bytes
 * @param sha256 64 lower-case hexadecimal digits
 * @param crc32 0 to 2^32-1, as ZIP archives carry it
 */
public record Checksums(long size, String sha256, long crc32) {

    private static final int BUFFER = 128 * 1024;

    public static Checksums of(byte[] bytes) {
        try {
            return of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads to the end. */
    public static Checksums of(InputStream bytes) throws IOException {
        var computation = new Computation();
        byte[] buffer = new byte[BUFFER];
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            computation.write(buffer, 0, read);
        }
        return computation.result();
    }

    /** Computes them of all that is written to it. */
    static final class Computation extends OutputStream {

        private final MessageDigest sha256 = sha256();
        private final CRC32 crc32 = new CRC32();
        private long size;

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            sha256.update(bytes, offset, length);
            crc32.update(bytes, offset, length);
            size += length;
        }

        Checksums result() {
            return new Checksums(size, HexFormat.of().formatHex(sha256.digest()), crc32.getValue());
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
