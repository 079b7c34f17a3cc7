package vitrine.share.links;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a photographer asks for when sharing a gallery.
 *
 * @param expiresInDays 1, 3, 7, 14, 30 or 90; none means never
 * @param downloadPin to be given before anything is downloaded
 * @param setIds the sets of the gallery that are shown; none means all of it
 * @param downloadSize the largest a full link gives out; none means originals
 * @param watermarkName stands in the watermark beside the studio's own text or picture
 */
public record ShareLinkRequest(
        @NotNull(message = "is required") UUID galleryId,
        @NotNull(message = "is required") AccessLevel accessLevel,
        @Nullable Integer expiresInDays,

        @Min(value = 1, message = "must be at least 1")
        @Max(value = MOST_VIEWS, message = "must be at most 1000000")
        @Nullable
        Integer maxViews,

        @Nullable String password,

        @Pattern(regexp = PIN, message = "must be 4 to 12 digits") @Nullable
        String downloadPin,

        @Nullable DownloadSize downloadSize,

        @Size(min = 1, max = 200, message = "must be 1 to 200") @Nullable
        List<@NotNull(message = "must not be null") UUID> setIds,

        @Size(min = 1, max = 60, message = "must be 1 to 60 characters long")
        @Pattern(regexp = PRINTED, message = "must be one line of text")
        @Nullable
        String watermarkName,

        @Email(message = "must be an e-mail address")
        @Size(max = 254, message = "must be at most 254 characters long")
        @Pattern(regexp = PLAIN, message = "must not contain control characters")
        @Nullable
        String recipientEmail,

        @Size(max = 2000, message = "must be at most 2000 characters long")
        @Pattern(regexp = PLAIN, message = "must not contain control characters")
        @Nullable
        String message) {

    /** The same, for somebody. */
    public ShareLinkRequest to(String email) {
        return new ShareLinkRequest(
                galleryId,
                accessLevel,
                expiresInDays,
                maxViews,
                password,
                downloadPin,
                downloadSize,
                setIds,
                watermarkName,
                email,
                message);
    }

    /** One line with something to see in it. */
    static final String PRINTED =
            "[^\\p{Cntrl}\\p{Cf}\\u2028\\u2029]*[^\\s\\p{Cntrl}\\p{Cf}\\u2028\\u2029][^\\p{Cntrl}\\p{Cf}\\u2028\\u2029]*";

    static final String PIN = "[0-9]{4,12}";

    static final int MOST_VIEWS = 1_000_000;

    /** Text of several lines, without the characters that neither databases nor mails take. */
    static final String PLAIN = "[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]*";
}
