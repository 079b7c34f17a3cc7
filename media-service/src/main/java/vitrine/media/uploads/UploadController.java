package vitrine.media.uploads;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vitrine.media.assets.Asset;
import vitrine.media.delivery.UrlGuard;
import vitrine.media.problems.Refusal;
import vitrine.media.signing.SignedUrls;
import vitrine.media.storage.OriginalKey;

/** Reservation and confirmation for gallery-service, which relays its user's token, and the put of the bytes. */
@RestController
@Profile("!worker")
class UploadController {

    private final Uploads uploads;
    private final UrlGuard guard;
    private final JsonMapper json;
    private final Validator validator;

    UploadController(Uploads uploads, UrlGuard guard, JsonMapper json, Validator validator) {
        this.uploads = uploads;
        this.guard = guard;
        this.json = json;
        this.validator = validator;
    }

    record ReservationRequest(
            @NotNull UUID photoId,
            @NotNull UUID studioId,
            @NotBlank String contentType,
            @NotNull @Positive Long sizeBytes,

            @Pattern(regexp = "[0-9a-fA-F]{64}", message = "must be 64 hexadecimal digits") @Nullable
            String sha256,

            @Nullable Boolean inParts) {}

    record Ticket(
            String key,
            String uploadUrl,
            String method,
            Map<String, String> headers,
            Instant expiresAt,
            @Nullable Parts parts) {}

    /** For an upload in parts: what is there, and where the rest goes. */
    record Parts(long size, List<String> urls, List<Integer> received, String completeUrl) {}

    @PostMapping("/internal/uploads")
    Ticket reserve(@AuthenticationPrincipal Jwt caller, @Valid @RequestBody ReservationRequest request)
            throws IOException {
        return reserve(account(caller), studio(caller, request.studioId()), request);
    }

    /** For a studio that lets the caller add to its photos; what says so is the signature of gallery-service, which decided it. */
    @PostMapping("/internal/uploads/shared")
    Ticket reserveShared(@AuthenticationPrincipal Jwt caller, @RequestBody byte[] body, HttpServletRequest request)
            throws IOException {
        guard.grantOfCall("/internal/uploads/shared", body, request);
        ReservationRequest wanted = parse(body);
        return reserve(account(caller), wanted.studioId(), wanted);
    }

    private ReservationRequest parse(byte[] body) {
        try {
            ReservationRequest request = json.readValue(body, ReservationRequest.class);
            if (!validator.validate(request).isEmpty()) {
                throw Refusal.malformed("This is no wish to upload.");
            }
            return request;
        } catch (JacksonException e) {
            throw Refusal.malformed("This is no wish to upload.");
        }
    }

    private Ticket reserve(UUID account, UUID studio, ReservationRequest request) throws IOException {
        String sha256 = request.sha256() == null ? null : request.sha256().toLowerCase(Locale.ROOT);
        Uploads.Ticket ticket = uploads.reserve(new Uploads.Wish(
                account,
                studio,
                request.photoId(),
                request.contentType(),
                request.sizeBytes(),
                sha256,
                Boolean.TRUE.equals(request.inParts())));
        Uploads.PartsTicket parts = ticket.parts();
        return new Ticket(
                ticket.key().toString(),
                ticket.url(),
                "PUT",
                Map.of("Content-Type", ticket.contentType()),
                ticket.expires(),
                parts == null ? null : new Parts(parts.size(), parts.urls(), parts.received(), parts.completeUrl()));
    }

    record ConfirmRequest(@NotNull @Positive Long sizeBytes) {}

    record ConfirmedAsset(
            UUID photoId,
            String key,
            String contentType,
            long sizeBytes,
            String sha256,
            int width,
            int height,
            String status) {

        static ConfirmedAsset of(Asset asset) {
            return new ConfirmedAsset(
                    asset.photoId(),
                    asset.key().toString(),
                    asset.contentType(),
                    asset.sizeBytes(),
                    asset.sha256(),
                    asset.width(),
                    asset.height(),
                    asset.status().name().toLowerCase(Locale.ROOT));
        }
    }

    @PostMapping("/internal/uploads/{photoId}/confirm")
    ConfirmedAsset confirm(
            @AuthenticationPrincipal Jwt caller, @PathVariable UUID photoId, @Valid @RequestBody ConfirmRequest request)
            throws IOException {
        return ConfirmedAsset.of(uploads.confirm(account(caller), photoId, request.sizeBytes()));
    }

    @PostMapping("/internal/uploads/{photoId}/abandon")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void abandon(@AuthenticationPrincipal Jwt caller, @PathVariable UUID photoId) throws IOException {
        uploads.abandon(account(caller), photoId);
    }

    @PutMapping("/u/{owner}/{file}/parts/{number}")
    void putPart(
            @PathVariable String owner, @PathVariable String file, @PathVariable int number, HttpServletRequest request)
            throws IOException {
        uploads.receivePart(
                new Uploads.Put(
                        key(owner, file),
                        signature(request),
                        null,
                        request.getContentLengthLong(),
                        request.getInputStream()),
                number);
    }

    @PutMapping("/u/{owner}/{file}/complete")
    void complete(@PathVariable String owner, @PathVariable String file, HttpServletRequest request)
            throws IOException {
        uploads.complete(key(owner, file), signature(request));
    }

    @PutMapping("/u/{owner}/{file}")
    void put(
            @PathVariable String owner,
            @PathVariable String file,
            @RequestHeader(name = "Content-Type", required = false) @Nullable String contentType,
            HttpServletRequest request)
            throws IOException {
        uploads.receive(new Uploads.Put(
                key(owner, file),
                signature(request),
                contentType,
                request.getContentLengthLong(),
                request.getInputStream()));
    }

    private static OriginalKey key(String owner, String file) {
        return OriginalKey.parse(owner + "/" + file).orElseThrow(Refusal::notFound);
    }

    private static SignedUrls.Signature signature(HttpServletRequest request) {
        if (request.getParameter("e") == null && request.getParameter("s") == null) {
            throw Refusal.unsigned();
        }
        return new SignedUrls.Signature(only(request, "e"), only(request, "k"), only(request, "s"));
    }

    private static String only(HttpServletRequest request, String parameter) {
        String[] values = request.getParameterValues(parameter);
        if (values == null || values.length != 1) {
            throw Refusal.notFound();
        }
        return values[0];
    }

    /** The studio for which gallery-service asks: the caller's own, unless an admin works in another. */
    private static UUID studio(Jwt caller, UUID asked) {
        List<String> roles = Objects.requireNonNullElse(caller.getClaimAsStringList("roles"), List.of());
        String own = Objects.requireNonNullElse(caller.getClaimAsString("studio"), caller.getSubject());
        if (!asked.toString().equals(own) && !roles.contains("admin")) {
            throw Refusal.notFound();
        }
        return asked;
    }

    private static UUID account(Jwt caller) {
        try {
            return UUID.fromString(String.valueOf(caller.getSubject()));
        } catch (IllegalArgumentException notAnAccount) {
            throw Refusal.noAccount();
        }
    }
}
