package vitrine.gallery.uploads;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.PublicOrigins;
import vitrine.gallery.media.Reservation;
import vitrine.gallery.photos.PhotoShelf;
import vitrine.gallery.photos.PhotoView;

/** Direct upload in three steps: ask for a URL, send the bytes to the media host, confirm. */
@RestController
@RequestMapping("/api/images")
@Tag(name = "uploads")
class UploadController {

    private final UploadDesk desk;
    private final PhotoShelf shelf;
    private final PublicOrigins origins;

    UploadController(UploadDesk desk, PhotoShelf shelf, PublicOrigins origins) {
        this.desk = desk;
        this.shelf = shelf;
        this.origins = origins;
    }

    @Operation(
            operationId = "requestUpload",
            summary = "Ask for a URL that takes the bytes; 409 duplicate-photo when the gallery has them already")
    @PostMapping("/upload-url")
    UploadTicket ask(Caller caller, @Valid @RequestBody UploadRequest request) {
        return ticket(desk.admit(caller, request));
    }

    @Operation(
            operationId = "resumeUpload",
            summary = "Ask for fresh URLs of an upload that was begun, and which of its parts have arrived")
    @PostMapping("/resume")
    UploadTicket resume(Caller caller, @Valid @RequestBody UploadKey upload) {
        return ticket(desk.resume(caller, upload.key()));
    }

    @Operation(operationId = "abandonUpload", summary = "Give an upload up, with the bytes that have arrived")
    @PostMapping("/abandon")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void abandon(Caller caller, @Valid @RequestBody UploadKey upload) {
        desk.abandon(caller, upload.key());
    }

    private UploadTicket ticket(UploadDesk.Admitted admitted) {
        Reservation reservation = admitted.reservation();
        Reservation.Parts parts = reservation.parts();
        return new UploadTicket(
                reservation.uploadUrl(),
                reservation.method(),
                reservation.headers(),
                reservation.key(),
                admitted.photoId(),
                origins.photos() + "/photo/" + admitted.photoId(),
                reservation.expiresAt(),
                parts == null
                        ? null
                        : new UploadTicket.Parts(parts.size(), parts.urls(), parts.received(), parts.completeUrl()));
    }

    @Operation(
            operationId = "confirmUpload",
            summary = "Say that the bytes are sent; the photo is pending from then on")
    @ApiResponse(responseCode = "201", description = "The photo was added")
    @ApiResponse(responseCode = "200", description = "It had been confirmed before")
    @PostMapping("/confirm")
    ResponseEntity<PhotoView> confirm(Caller caller, @Valid @RequestBody UploadConfirmation confirmation) {
        UploadDesk.Confirmed confirmed = desk.confirm(caller, confirmation);
        return ResponseEntity.status(confirmed.first() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(shelf.one(caller, confirmed.photoId()));
    }
}
