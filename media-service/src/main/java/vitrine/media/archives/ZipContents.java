package vitrine.media.archives;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vitrine.media.delivery.ByteRange;
import vitrine.media.delivery.MissingFiles;
import vitrine.media.delivery.UrlGuard;
import vitrine.media.delivery.Whereabouts;
import vitrine.media.delivery.Whereabouts.Located;
import vitrine.media.storage.ObjectName;

/**
 * Sends parts of ZIPs, a buffer at a time. When a file is not what was ordered, or access is withdrawn on the way, the
 * connection ends: the length was promised, so the client knows that it has less, and nothing wrong ever looks complete.
 */
@Component
@Profile("!worker")
class ZipContents {

    private static final int BUFFER = 128 * 1024;

    private final Whereabouts whereabouts;
    private final MissingFiles missingFiles;
    private final UrlGuard guard;

    ZipContents(Whereabouts whereabouts, MissingFiles missingFiles, UrlGuard guard) {
        this.whereabouts = whereabouts;
        this.missingFiles = missingFiles;
        this.guard = guard;
    }

    void send(ZipLayout layout, ByteRange range, String grant, HttpServletResponse response) throws IOException {
        try {
            layout.slice(range.first(), range.length(), new Sending(response.getOutputStream(), grant));
        } catch (IOException | RuntimeException e) {
            throw new BrokenOff(e);
        }
    }

    private final class Sending implements ZipLayout.Sink {

        private final OutputStream out;
        private final String grant;
        private final byte[] buffer = new byte[BUFFER];

        Sending(OutputStream out, String grant) {
            this.out = out;
            this.grant = grant;
        }

        @Override
        public void structure(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void content(ZipEntry entry, long from, long length) throws IOException {
            guard.requireLiving(grant);
            if (guard.isWithdrawn(entry.key().photoId())) {
                throw new IOException(entry.key() + " was withdrawn");
            }
            Located located = whereabouts.find(entry.key(), entry.object()).orElseThrow(() -> {
                missingFiles.askedFor(entry.key(), entry.object() instanceof ObjectName.Original);
                return new IOException(entry.key() + " is missing on its storage");
            });
            if (located.object().size() != entry.size()) {
                throw new IOException(entry.key() + " is not as large as when it was ordered");
            }
            try (InputStream bytes = located.storage().open(located.object(), from, length)) {
                copy(bytes, entry, length);
            }
        }

        /** The last bytes of a file that was sent from its beginning go out only when all of them were the right ones. */
        private void copy(InputStream bytes, ZipEntry entry, long length) throws IOException {
            var crc32 = new CRC32();
            long left = length;
            while (left > 0) {
                int count = bytes.readNBytes(buffer, 0, (int) Math.min(BUFFER, left));
                if (count == 0) {
                    throw new IOException(entry.key() + " became shorter while it was sent");
                }
                left -= count;
                crc32.update(buffer, 0, count);
                if (left == 0 && length == entry.size() && crc32.getValue() != entry.crc32()) {
                    throw new IOException(entry.key() + " has other bytes than when it was ordered");
                }
                guard.requireLiving(grant);
                out.write(buffer, 0, count);
            }
        }
    }
}
