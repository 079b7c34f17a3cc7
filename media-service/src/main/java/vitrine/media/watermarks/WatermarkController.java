package vitrine.media.watermarks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.media.problems.Refusal;
import vitrine.media.rendering.MarkImage;
import vitrine.media.rendering.Renderer;
import vitrine.media.rendering.UnreadablePicture;
import vitrine.media.rendering.WatermarkSpec;
import vitrine.media.rendering.WatermarkSpec.Position;

/** How the studio marks its previews; its owner's to decide. */
@RestController
@Profile("!worker")
@RequestMapping("/api/studio/watermark")
@Tag(name = "watermark")
class WatermarkController {

    private final Watermarks watermarks;
    private final Renderer renderer;

    WatermarkController(Watermarks watermarks, Renderer renderer) {
        this.watermarks = watermarks;
        this.renderer = renderer;
    }

    @Schema(name = "WatermarkPosition")
    enum Place {
        @JsonProperty("tiled")
        TILED,
        @JsonProperty("top_left")
        TOP_LEFT,
        @JsonProperty("top")
        TOP,
        @JsonProperty("top_right")
        TOP_RIGHT,
        @JsonProperty("left")
        LEFT,
        @JsonProperty("center")
        CENTER,
        @JsonProperty("right")
        RIGHT,
        @JsonProperty("bottom_left")
        BOTTOM_LEFT,
        @JsonProperty("bottom")
        BOTTOM,
        @JsonProperty("bottom_right")
        BOTTOM_RIGHT
    }

    @Schema(
            name = "WatermarkImage",
            requiredProperties = {"id", "width", "height"})
    record ImageView(String id, int width, int height) {

        static ImageView of(MarkImage image) {
            return new ImageView(image.sha256(), image.width(), image.height());
        }
    }

    /**
     * @param opacity in percent
     * @param size in percent of the usual
     * @param own whether the studio chose it, or has the platform's
     * @param waiting previews that still carry the one before
     */
    @Schema(
            name = "Watermark",
            requiredProperties = {"text", "position", "opacity", "size", "own", "waiting"})
    record WatermarkView(
            String text, @Nullable ImageView image, Place position, int opacity, int size, boolean own, long waiting) {

        static WatermarkView of(WatermarkSpec spec, boolean own, long waiting) {
            return new WatermarkView(
                    spec.text(),
                    spec.image() == null ? null : ImageView.of(spec.image()),
                    Place.valueOf(spec.position().name()),
                    (int) Math.round(100 * spec.opacity()),
                    (int) Math.round(100 * spec.scale()),
                    own,
                    waiting);
        }
    }

    /** @param imageId of an uploaded picture; without one, the text marks alone */
    @Schema(name = "WatermarkSettings")
    record Settings(
            @NotNull(message = "is required")
            @Size(max = 60, message = "must be at most 60 characters long")
            @Pattern(regexp = "[^\\p{Cntrl}\\p{Cf}\\u2028\\u2029]*", message = "must be one line of text")
            String text,

            @JsonProperty("image_id")
            @Pattern(regexp = "[0-9a-f]{64}", message = "must be the id of an uploaded picture")
            @Nullable
            String imageId,

            @NotNull(message = "is required") Place position,

            @NotNull(message = "is required")
            @Min(value = 10, message = "must be at least 10")
            @Max(value = 100, message = "must be at most 100")
            Integer opacity,

            @NotNull(message = "is required")
            @Min(value = 25, message = "must be at least 25")
            @Max(value = 400, message = "must be at most 400")
            Integer size) {}

    @Operation(operationId = "getWatermark", summary = "How previews are marked; the studio's owner only")
    @GetMapping
    WatermarkView get(@AuthenticationPrincipal Jwt caller) {
        UUID studio = ownedStudio(caller);
        return watermarks
                .own(studio)
                .map(spec -> WatermarkView.of(spec, true, watermarks.waiting(studio)))
                .orElseGet(() -> WatermarkView.of(watermarks.ofPlatform(), false, 0));
    }

    @Operation(
            operationId = "editWatermark",
            summary =
                    "Mark previews otherwise; those there are follow in the background, and none is shown with the old mark")
    @PutMapping
    WatermarkView edit(@AuthenticationPrincipal Jwt caller, @Valid @RequestBody Settings settings) throws IOException {
        UUID studio = ownedStudio(caller);
        WatermarkSpec spec = spec(studio, settings);
        requireVisible(spec);
        watermarks.save(studio, spec);
        return get(caller);
    }

    @Operation(operationId = "uploadWatermarkImage", summary = "A PNG picture for the watermark, at most 2 MB")
    @PostMapping("/images")
    @ResponseStatus(HttpStatus.CREATED)
    ImageView upload(@AuthenticationPrincipal Jwt caller, HttpServletRequest request) throws IOException {
        UUID studio = ownedStudio(caller);
        byte[] file = request.getInputStream().readNBytes(MarkImage.MAX_BYTES + 1);
        if (file.length > MarkImage.MAX_BYTES) {
            throw Refusal.uploadTooLarge(MarkImage.MAX_BYTES);
        }
        try {
            MarkImage image = MarkImage.read(file);
            watermarks.add(studio, image);
            return ImageView.of(image);
        } catch (UnreadablePicture e) {
            throw e.code().equals(UnreadablePicture.UNSUPPORTED)
                    ? Refusal.notAPng()
                    : Refusal.unprocessable(e.code(), String.valueOf(e.getMessage()));
        }
    }

    @Operation(operationId = "previewWatermark", summary = "What settings look like, on a sample picture")
    @PostMapping(path = "/preview", produces = MediaType.IMAGE_JPEG_VALUE)
    ResponseEntity<byte[]> preview(@AuthenticationPrincipal Jwt caller, @Valid @RequestBody Settings settings)
            throws IOException {
        WatermarkSpec spec = spec(ownedStudio(caller), settings);
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(sample(spec));
    }

    private WatermarkSpec spec(UUID studio, Settings settings) {
        String imageId = settings.imageId();
        MarkImage image = imageId == null
                ? null
                : watermarks
                        .image(studio, imageId)
                        .orElseThrow(() -> Refusal.invalid("image_id", "is not a picture of this studio"));
        if (image == null && settings.text().isBlank()) {
            throw Refusal.invalid("text", "is needed where there is no picture");
        }
        return new WatermarkSpec(
                settings.text(),
                image,
                Position.valueOf(settings.position().name()),
                settings.opacity() / 100.0,
                settings.size() / 100.0);
    }

    /** A mark that cannot be drawn here would make every preview fail later. */
    private void requireVisible(WatermarkSpec spec) throws IOException {
        sample(spec);
    }

    private byte[] sample(WatermarkSpec spec) throws IOException {
        try {
            return renderer.sample(spec).jpeg();
        } catch (IllegalStateException invisible) {
            throw Refusal.invalid("text", "has nothing that can be drawn");
        }
    }

    private static UUID ownedStudio(Jwt caller) {
        String studio = caller.getClaimAsString("studio");
        if (studio == null || !"owner".equals(caller.getClaimAsString("studio_role"))) {
            throw Refusal.ownersOnly();
        }
        return UUID.fromString(studio);
    }
}
