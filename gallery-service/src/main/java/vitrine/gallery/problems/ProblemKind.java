package vitrine.gallery.problems;

import java.net.URI;
import java.util.Arrays;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The stable types of refusals. The first of a status stands for it when nothing more is known. */
public enum ProblemKind {
    MALFORMED_REQUEST(HttpStatus.BAD_REQUEST, "Malformed request", "The request could not be read."),
    VALIDATION(HttpStatus.BAD_REQUEST, "Not valid", "Some fields are not valid."),
    UNAUTHORIZED(HttpStatus.UNAUTHORIZED, "Not signed in", "Sign in to do this."),
    FORBIDDEN(HttpStatus.FORBIDDEN, "Not allowed", "Your role does not allow this."),
    PERMISSION_INSUFFICIENT(
            HttpStatus.FORBIDDEN, "Not allowed in this gallery", "You may not do this in this gallery."),
    INSUFFICIENT_SCOPE(HttpStatus.FORBIDDEN, "Not allowed", "The API token is not good for this."),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Not found", "There is nothing here."),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed", "This method is not supported here."),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable", "No accepted format can be given."),
    CONFLICT(HttpStatus.CONFLICT, "Conflict", "The present state does not allow this."),
    GALLERY_LOCKED(
            HttpStatus.CONFLICT, "Gallery locked", "This gallery is locked; unlock it before changing its photos."),
    DUPLICATE_PHOTO(HttpStatus.CONFLICT, "Already there", "The same picture is already there."),
    CUSTOMER_EXISTS(HttpStatus.CONFLICT, "Client exists", "A client of the studio has this address already."),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "Too large", "The request is too large."),
    UPLOAD_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "File too large", "The file is larger than allowed."),
    QUOTA_EXCEEDED(
            HttpStatus.CONTENT_TOO_LARGE,
            "Studio full",
            "This studio has as many photos as it may have. Delete some, or ask for more room."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type", "This content type is not supported."),
    UNSUPPORTED_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Not a supported picture", "This is not a picture we can read."),
    UNPROCESSABLE(HttpStatus.UNPROCESSABLE_CONTENT, "Cannot be done", "The request is valid but cannot be done."),
    UPLOAD_MISSING(HttpStatus.UNPROCESSABLE_CONTENT, "Bytes missing", "The bytes of this upload have not arrived."),
    UPLOAD_MISMATCH(
            HttpStatus.UNPROCESSABLE_CONTENT, "Bytes do not match", "The bytes are not those that were announced."),
    ADDRESS_NOT_ALLOWED(
            HttpStatus.UNPROCESSABLE_CONTENT, "Address not allowed", "Pictures are not fetched from this address."),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS, "Too many requests", "Wait a moment and try again."),
    STUDIO_BUSY(
            HttpStatus.TOO_MANY_REQUESTS,
            "Many photos waiting",
            "Many photos of this studio are still being prepared. Go on when some of them are done."),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Unexpected error", "Something unexpected happened on our side."),
    NOT_CONFIGURED(HttpStatus.NOT_IMPLEMENTED, "Not configured", "This is not switched on here."),
    SOURCE_UNAVAILABLE(HttpStatus.BAD_GATEWAY, "No picture there", "No picture could be fetched from this address."),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Unavailable", "This is not available right now, try again soon."),
    INSUFFICIENT_STORAGE(HttpStatus.INSUFFICIENT_STORAGE, "Storage is full", "There is no space left for this file.");

    private final HttpStatus status;
    private final String title;
    private final String detail;

    ProblemKind(HttpStatus status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The sentence used when the case has none of its own. */
    public String detail() {
        return detail;
    }

    public URI type() {
        return URI.create("urn:vitrine:problem:" + slug());
    }

    String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static ProblemKind ofStatus(HttpStatusCode status) {
        return Arrays.stream(values())
                .filter(kind -> kind.status.value() == status.value())
                .findFirst()
                .orElse(status.is4xxClientError() ? MALFORMED_REQUEST : INTERNAL);
    }
}
