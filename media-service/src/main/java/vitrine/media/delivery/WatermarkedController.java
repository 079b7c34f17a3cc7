package vitrine.media.delivery;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import vitrine.media.delivery.Whereabouts.Located;
import vitrine.media.problems.Refusal;
import vitrine.media.storage.OriginalKey;

/**
 * Watermarked previews by signed URL, which says whose watermark and, where the link has one, for whom. Browsers keep
 * them and ask each time, as the studio's watermark may have changed.
 */
@RestController
@Profile("!worker")
class WatermarkedController {

    private final UrlGuard guard;
    private final MarkedPreviews previews;

    WatermarkedController(UrlGuard guard, MarkedPreviews previews) {
        this.guard = guard;
        this.previews = previews;
    }

    @GetMapping("/a/{owner}/{file}/watermarked/{studio}")
    @Operation(summary = "A preview with that studio's watermark; parameters as in contracts/signed-urls.json")
    void marked(
            @PathVariable String owner,
            @PathVariable String file,
            @PathVariable UUID studio,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(owner + "/" + file, studio, null, request, response);
    }

    @GetMapping("/a/{owner}/{file}/watermarked/{studio}/{name}")
    @Operation(summary = "The same with a name in the watermark, base64url of UTF-8")
    void markedFor(
            @PathVariable String owner,
            @PathVariable String file,
            @PathVariable UUID studio,
            @PathVariable String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(owner + "/" + file, studio, name, request, response);
    }

    private void send(
            String key,
            UUID studio,
            @Nullable String encodedName,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        OriginalKey original = OriginalKey.parse(key).orElseThrow(Refusal::notFound);
        guard.grant(
                "/a/" + original + "/watermarked/" + studio + (encodedName == null ? "" : "/" + encodedName), request);
        Located preview = previews.find(original, studio, encodedName == null ? null : decoded(encodedName));
        response.setContentType(MediaType.IMAGE_JPEG_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "inline");
        new ObjectResponse(request, response, preview.storage(), preview.object()).send();
    }

    private static String decoded(String name) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Base64.getUrlDecoder().decode(name)))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw Refusal.notFound();
        }
    }
}
