package vitrine.gallery.downloads;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/**
 * A ZIP, ready to be fetched.
 *
 * @param url of this service: it leads to the bytes for as long as the caller may have them, so that a download that broke off
 *     goes on with the same address
 * @param missingCount photos that cannot be had at the moment and are not in the ZIP
 * @param sizeBytes of the whole ZIP
 * @param expiresAt when it has to be asked for anew
 */
@Schema(name = "Download")
record DownloadView(
        UUID id,
        String url,
        String filename,
        DownloadSize size,
        int photoCount,
        int missingCount,
        long sizeBytes,
        Instant expiresAt) {}
