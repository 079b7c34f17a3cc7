package vitrine.gallery.live;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vitrine.gallery.access.Caller;
import vitrine.gallery.photos.PhotoView;

@RestController
@Tag(name = "live")
class LiveController {

    private final LiveFeed feed;

    LiveController(LiveFeed feed) {
        this.feed = feed;
    }

    @Operation(
            operationId = "listenToStudio",
            summary = "Server-sent events of the studio: photo (a Photo), photo-deleted (a DeletedPhoto), and insights,"
                    + " notices and galleries (empty), which say that there is something new to ask for")
    @ApiResponse(
            responseCode = "200",
            description = "The stream; each data is JSON",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(oneOf = {PhotoView.class, DeletedPhoto.class})))
    @GetMapping(path = "/api/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> listen(Caller caller, @AuthenticationPrincipal Jwt token) {
        Instant expiry = token.getExpiresAt();
        // A stream ends with the token it was opened with; the page reconnects with a fresh one, or not at all.
        SseEmitter emitter = feed.open(caller, expiry == null ? Instant.now() : expiry);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(emitter);
    }
}
