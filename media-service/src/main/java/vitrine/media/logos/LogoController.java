package vitrine.media.logos;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.media.problems.Refusal;
import vitrine.media.rendering.LogoImage;
import vitrine.media.rendering.UnreadablePicture;

/** Takes in logos for gallery-service, which keeps the studio's branding, and gives them out to everybody. */
@RestController
@Profile("!worker")
@Tag(name = "logos")
class LogoController {

    private static final Set<String> KEEPERS = Set.of("owner", "manager");
    private static final Set<String> GROUNDS = Set.of("light", "dark");

    private final Logos logos;

    LogoController(Logos logos) {
        this.logos = logos;
    }

    /** @param id the content's hash, which its address carries */
    @Schema(
            name = "Logo",
            requiredProperties = {"id", "width", "height"})
    record LogoView(String id, int width, int height) {}

    @Operation(operationId = "storeLogo", summary = "A PNG, JPEG or WebP of at most 2 MB; kept as a clean PNG")
    @PostMapping("/internal/logos/{ground}")
    @ResponseStatus(HttpStatus.CREATED)
    LogoView store(@AuthenticationPrincipal Jwt caller, @PathVariable String ground, HttpServletRequest request)
            throws IOException {
        UUID studio = keptStudio(caller);
        if (!GROUNDS.contains(ground)) {
            throw Refusal.notFound();
        }
        byte[] file = request.getInputStream().readNBytes(LogoImage.MAX_BYTES + 1);
        if (file.length > LogoImage.MAX_BYTES) {
            throw Refusal.uploadTooLarge(LogoImage.MAX_BYTES);
        }
        try {
            LogoImage logo = LogoImage.read(file);
            logos.add(studio, ground, logo);
            return new LogoView(logo.sha256(), logo.width(), logo.height());
        } catch (UnreadablePicture e) {
            throw e.code().equals(UnreadablePicture.UNSUPPORTED)
                    ? Refusal.notALogo()
                    : Refusal.unprocessable(e.code(), String.valueOf(e.getMessage()));
        }
    }

    /** What an address names never changes, so it is asked for once. */
    @Operation(operationId = "getLogo", summary = "The logo of a studio, by its content's hash")
    @GetMapping("/l/{studio}/{id:[0-9a-f]{64}}.png")
    ResponseEntity<byte[]> logo(@PathVariable UUID studio, @PathVariable String id) {
        return logos.find(studio, id)
                .map(png -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_PNG)
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable())
                        .body(png))
                .orElseThrow(Refusal::notFound);
    }

    private static UUID keptStudio(Jwt caller) {
        String studio = caller.getClaimAsString("studio");
        if (studio == null || !KEEPERS.contains(String.valueOf(caller.getClaimAsString("studio_role")))) {
            throw Refusal.keepersOnly();
        }
        return UUID.fromString(studio);
    }
}
