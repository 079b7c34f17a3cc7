package vitrine.media.delivery;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vitrine.media.delivery.Whereabouts.Located;
import vitrine.media.problems.Refusal;
import vitrine.media.rendering.PictureFormat;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.OriginalKey;

/** Pictures by signed URL. On this path the database is not asked: the stored object itself is the answer. */
@RestController
@Profile("!worker")
class DeliveryController {

    private static final String ORIGINAL = "original";
    static final Set<String> RENDITIONS = Set.of("thumbnail", "preview");
    private static final int SNIFFED_BYTES = 64;

    private final UrlGuard guard;
    private final Whereabouts whereabouts;
    private final MissingFiles missingFiles;

    DeliveryController(UrlGuard guard, Whereabouts whereabouts, MissingFiles missingFiles) {
        this.guard = guard;
        this.whereabouts = whereabouts;
        this.missingFiles = missingFiles;
    }

    @GetMapping("/a/{owner}/{file}/{variant}")
    @Operation(summary = "A picture, or a range of it; parameters g, e, n, k, s as in contracts/signed-urls.json")
    void picture(
            @PathVariable String owner,
            @PathVariable String file,
            @PathVariable String variant,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        OriginalKey key = OriginalKey.parse(owner + "/" + file).orElseThrow(Refusal::notFound);
        String grant = guard.grant("/a/" + key + "/" + variant, request);
        Located picture = locate(key, variant).orElseThrow(() -> {
            missingFiles.askedFor(key, variant.equals(ORIGINAL));
            return Refusal.notFound();
        });
        send(picture, variant, grant, request, response);
    }

    /** A missing watermarked preview is missing: nothing else is ever sent in its place. */
    private Optional<Located> locate(OriginalKey key, String variant) throws IOException {
        if (variant.equals(ORIGINAL)) {
            return whereabouts.find(key, ObjectName.original(key));
        }
        return RENDITIONS.contains(variant)
                ? whereabouts.find(key, ObjectName.rendition(key, variant))
                : Optional.empty();
    }

    private static void send(
            Located picture, String variant, String grant, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String type;
        try {
            type = variant.equals(ORIGINAL) ? contentType(picture) : MediaType.IMAGE_JPEG_VALUE;
        } catch (NoSuchFileException deletedMeanwhile) {
            throw Refusal.notFound();
        }
        @Nullable String downloadName = request.getParameter("n");
        if (variant.equals(ORIGINAL) && downloadName != null && redirected(picture, type, downloadName, response)) {
            return;
        }
        describe(response, type, grant, downloadName);
        new ObjectResponse(request, response, picture.storage(), picture.object()).send();
    }

    static void describe(HttpServletResponse response, String type, String grant, @Nullable String downloadName) {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl(grant));
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                downloadName == null ? "inline" : DownloadName.attachment(downloadName));
    }

    /** Downloads may leave from the bucket itself; what pages show may not, they load nothing from other hosts. */
    private static boolean redirected(
            Located original, String type, String downloadName, HttpServletResponse response) {
        Optional<URI> link = original.storage().link(original.object(), type, DownloadName.attachment(downloadName));
        link.ifPresent(location -> {
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader(HttpHeaders.LOCATION, location.toString());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        });
        return link.isPresent();
    }

    /** Only what a public gallery shows may stay in shared caches, and there not longer than a withdrawal may take. */
    private static String cacheControl(String grant) {
        return grant.startsWith("g.")
                ? "public, max-age=31536000, s-maxage=300, immutable"
                : "private, max-age=31536000, immutable";
    }

    /** By content, never by name: the key's extension is what was announced before anything was seen. */
    private static String contentType(Located original) throws IOException {
        long sniffed = Math.min(SNIFFED_BYTES, original.object().size());
        try (InputStream bytes = original.storage().open(original.object(), 0, sniffed)) {
            return PictureFormat.sniff(bytes.readNBytes(SNIFFED_BYTES))
                    .map(PictureFormat::mediaType)
                    .orElse(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        }
    }
}
