package vitrine.media.delivery;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vitrine.media.problems.Refusal;
import vitrine.media.rendering.PictureFormat;
import vitrine.media.signing.SignedUrls;
import vitrine.media.signing.SignedUrls.Signature;
import vitrine.media.storage.LocalFolder;
import vitrine.media.storage.OriginalKey;

/** Pictures by signed URL. On this path the database is neither read nor written: the file itself is the answer. */
@RestController
@Profile("!worker")
class DeliveryController {

    private static final String ORIGINAL = "original";
    private static final Set<String> RENDITIONS = Set.of("thumbnail", "preview", "watermarked");
    private static final int SNIFFED_BYTES = 64;

    private final SignedUrls urls;
    private final RevokedGrants revokedGrants;
    private final LocalFolder storage;
    private final MissingFiles missingFiles;
    private final Clock clock;

    DeliveryController(
            SignedUrls urls, RevokedGrants revokedGrants, LocalFolder storage, MissingFiles missingFiles, Clock clock) {
        this.urls = urls;
        this.revokedGrants = revokedGrants;
        this.storage = storage;
        this.missingFiles = missingFiles;
        this.clock = clock;
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
        String grant = authorizedGrant(key, variant, request);
        Path picture = locate(key, variant).orElseThrow(() -> {
            missingFiles.askedFor(key, variant.equals(ORIGINAL));
            return Refusal.notFound();
        });
        send(picture, variant, grant, request, response);
    }

    private String authorizedGrant(OriginalKey key, String variant, HttpServletRequest request) {
        if (request.getParameter("g") == null
                && request.getParameter("e") == null
                && request.getParameter("k") == null
                && request.getParameter("s") == null) {
            throw Refusal.unsigned();
        }
        String grant = only(request, "g");
        String name = request.getParameterValues("n") == null ? null : only(request, "n");
        var signature = new Signature(only(request, "e"), only(request, "k"), only(request, "s"));
        switch (urls.verifyReading("/a/" + key + "/" + variant, grant, name, signature, clock.instant())) {
            case VALID -> {}
            case EXPIRED -> throw Refusal.urlExpired();
            case FORGED -> throw Refusal.notFound();
        }
        if (revokedGrants.contains(grant)) {
            throw Refusal.grantRevoked();
        }
        return grant;
    }

    /** A missing watermarked preview is missing: nothing else is ever sent in its place. */
    private Optional<Path> locate(OriginalKey key, String variant) {
        if (variant.equals(ORIGINAL)) {
            return storage.original(key);
        }
        return RENDITIONS.contains(variant) ? storage.rendition(key, variant) : Optional.empty();
    }

    private static void send(
            Path picture, String variant, String grant, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        BasicFileAttributes attributes;
        String type;
        try {
            attributes = Files.readAttributes(picture, BasicFileAttributes.class);
            type = variant.equals(ORIGINAL) ? contentType(picture) : MediaType.IMAGE_JPEG_VALUE;
        } catch (NoSuchFileException deletedMeanwhile) {
            throw Refusal.notFound();
        }
        response.setContentType(type);
        response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl(grant));
        @Nullable String downloadName = request.getParameter("n");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                downloadName == null ? "inline" : DownloadName.attachment(downloadName));
        new FileResponse(
                        request,
                        response,
                        picture,
                        attributes.size(),
                        attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS))
                .send();
    }

    /** Only what a public gallery shows may stay in shared caches, and there not longer than a withdrawal may take. */
    private static String cacheControl(String grant) {
        return grant.startsWith("g.")
                ? "public, max-age=31536000, s-maxage=300, immutable"
                : "private, max-age=31536000, immutable";
    }

    /** By content, never by name: the key's extension is what was announced before anything was seen. */
    private static String contentType(Path original) throws IOException {
        try (InputStream bytes = Files.newInputStream(original)) {
            return PictureFormat.sniff(bytes.readNBytes(SNIFFED_BYTES))
                    .map(PictureFormat::mediaType)
                    .orElse(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        }
    }

    private static String only(HttpServletRequest request, String parameter) {
        String[] values = request.getParameterValues(parameter);
        if (values == null || values.length != 1) {
            throw Refusal.notFound();
        }
        return values[0];
    }
}
