package vitrine.media.uploads;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import vitrine.media.assets.Asset;
import vitrine.media.problems.Refusal;
import vitrine.media.signing.SignedUrls;
import vitrine.media.storage.OriginalKey;

/** Reservation and confirmation for gallery-service, which relays its user's token, and the put of the bytes. */
@RestController
@Profile("!worker")
class UploadController {

    private final Uploads uploads;

    UploadController(Uploads uploads) {
        this.uploads = uploads;
    }

    record ReservationRequest(
            @NotNull UUID photoId,
            @NotBlank String contentType,
            @NotNull @Positive Long sizeBytes,

            @Pattern(regexp = "[0-9a-fA-F]{64}", message = "must be 64 hexadecimal digits") @Nullable
            String sha256) {}

    record Ticket(String key, String uploadUrl, String method, Map<String, String> headers, Instant expiresAt) {}

    @PostMapping("/internal/uploads")
    Ticket reserve(@AuthenticationPrincipal Jwt caller, @Valid @RequestBody ReservationRequest request) {
        String sha256 = request.sha256() == null ? null : request.sha256().toLowerCase(Locale.ROOT);
        Uploads.Ticket ticket =
                uploads.reserve(account(caller), request.photoId(), request.contentType(), request.sizeBytes(), sha256);
        return new Ticket(
                ticket.key().toString(),
                ticket.url(),
                "PUT",
                Map.of("Content-Type", ticket.contentType()),
                ticket.expires());
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

    @PutMapping("/u/{owner}/{file}")
    void put(
            @PathVariable String owner,
            @PathVariable String file,
            @RequestHeader(name = "Content-Type", required = false) @Nullable String contentType,
            HttpServletRequest request)
            throws IOException {
        OriginalKey key = OriginalKey.parse(owner + "/" + file).orElseThrow(Refusal::notFound);
        if (request.getParameter("e") == null && request.getParameter("s") == null) {
            throw Refusal.unsigned();
        }
        var signature = new SignedUrls.Signature(only(request, "e"), only(request, "k"), only(request, "s"));
        uploads.receive(
                new Uploads.Put(key, signature, contentType, request.getContentLengthLong(), request.getInputStream()));
    }

    private static String only(HttpServletRequest request, String parameter) {
        String[] values = request.getParameterValues(parameter);
        if (values == null || values.length != 1) {
            throw Refusal.notFound();
        }
        return values[0];
    }

    private static UUID account(Jwt caller) {
        try {
            return UUID.fromString(String.valueOf(caller.getSubject()));
        } catch (IllegalArgumentException notAnAccount) {
            throw Refusal.noAccount();
        }
    }
}
