package vitrine.media.problems;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A request that is refused for a reason its caller should know. */
public class Refusal extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    private Refusal(HttpStatus status, String slug, String title, String detail) {
        super(status, problem(status, slug, title, detail), null);
    }

    static ProblemDetail problem(HttpStatus status, String slug, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("urn:vitrine:problem:" + slug));
        problem.setTitle(title);
        return problem;
    }

    /** A further fact beside the sentence. */
    private Refusal with(String field, Object value) {
        getBody().setProperty(field, value);
        return this;
    }

    public static Refusal notFound() {
        return new Refusal(HttpStatus.NOT_FOUND, "not-found", "Not found", "There is nothing here.");
    }

    public static Refusal unsigned() {
        return new Refusal(
                HttpStatus.FORBIDDEN, "forbidden", "Forbidden", "This address works only with its signature.");
    }

    public static Refusal urlExpired() {
        return new Refusal(
                HttpStatus.FORBIDDEN,
                "url-expired",
                "Address expired",
                "This address has expired. Load the page again.");
    }

    public static Refusal grantRevoked() {
        return new Refusal(
                HttpStatus.FORBIDDEN, "grant-revoked", "Access withdrawn", "Access to this picture was withdrawn.");
    }

    public static Refusal noAccount() {
        return new Refusal(
                HttpStatus.FORBIDDEN, "forbidden", "Forbidden", "Only an account of a person may store pictures.");
    }

    public static Refusal conflict(String detail) {
        return new Refusal(HttpStatus.CONFLICT, "conflict", "Conflict", detail);
    }

    public static Refusal uploadTooLarge(long maxBytes) {
        return new Refusal(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "upload-too-large",
                        "File too large",
                        "The file is larger than allowed or than announced; nothing was kept.")
                .with("max_bytes", maxBytes);
    }

    /** @param maxPhotos of the studio; 0 is no limit, as of {@code maxBytes} */
    public static Refusal quotaExceeded(long maxPhotos, long maxBytes) {
        return new Refusal(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "quota-exceeded",
                        "Studio full",
                        "This studio has as many photos as it may have. Delete some, or ask for more room.")
                .with("max_photos", maxPhotos)
                .with("max_bytes", maxBytes);
    }

    /** Back pressure: what is uploaded has to be rendered, too. */
    public static Refusal studioBusy(Duration retryAfter) {
        var refusal = new Refusal(
                HttpStatus.TOO_MANY_REQUESTS,
                "studio-busy",
                "Many photos waiting",
                "Many photos of this studio are still being prepared. Go on when some of them are done.");
        refusal.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
        return refusal;
    }

    public static Refusal uploadMismatch(String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "upload-mismatch", "Not what was announced", detail);
    }

    public static Refusal uploadMissing() {
        return new Refusal(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "upload-missing",
                "No bytes",
                "The bytes of this photo have not arrived. Upload them, then confirm.");
    }

    public static Refusal partsMissing(List<Integer> missing) {
        return uploadMissing().with("missing_parts", missing);
    }

    public static Refusal unsupportedType() {
        return new Refusal(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-type",
                "Not a supported picture",
                "This is not a picture of a kind that can be shown here; nothing was kept.");
    }

    /** The content is a picture of a known kind that cannot or must not be decoded. */
    public static Refusal unprocessable(String code, String detail) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, "unprocessable", "Picture refused", detail)
                .with("code", code);
    }

    public static Refusal insufficientStorage() {
        return new Refusal(
                HttpStatus.INSUFFICIENT_STORAGE,
                "insufficient-storage",
                "Storage full",
                "There is no room for this file; nothing was kept. Try again later.");
    }

    public static Refusal malformed(String detail) {
        return new Refusal(HttpStatus.BAD_REQUEST, "malformed-request", "Malformed request", detail);
    }

    public static Refusal zipTooLarge(int maxPhotos) {
        return new Refusal(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "zip-too-large",
                        "Too many photos",
                        "There are more photos than one ZIP may have. Choose fewer.")
                .with("max_photos", maxPhotos);
    }

    public static Refusal zipEmpty() {
        return new Refusal(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "zip-empty",
                "Nothing to download",
                "None of these photos can be downloaded at the moment.");
    }

    /** A field that constraints could not judge. */
    public static Refusal invalid(String field, String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, "validation", "Not valid", "Some fields are missing or not valid.")
                .with("errors", List.of(Map.of("field", field, "message", message)));
    }

    public static Refusal ownersOnly() {
        return new Refusal(
                HttpStatus.FORBIDDEN, "forbidden", "Forbidden", "Only the owner of the studio decides this.");
    }

    public static Refusal notALogo() {
        return new Refusal(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-type",
                "Not a logo",
                "A logo is a PNG, JPEG or WebP picture; nothing was kept.");
    }

    public static Refusal keepersOnly() {
        return new Refusal(
                HttpStatus.FORBIDDEN, "forbidden", "Forbidden", "Only owners and managers of the studio decide this.");
    }

    public static Refusal notAPng() {
        return new Refusal(
                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                "unsupported-type",
                "Not a PNG picture",
                "A watermark is a PNG picture; nothing was kept.");
    }

    /** The picture is there, and is not shown without its mark. */
    public static Refusal watermarkUnavailable() {
        return new Refusal(
                HttpStatus.SERVICE_UNAVAILABLE,
                "watermark-unavailable",
                "Preview unavailable",
                "This preview cannot be marked at the moment, so it is not shown. Try again soon.");
    }
}
