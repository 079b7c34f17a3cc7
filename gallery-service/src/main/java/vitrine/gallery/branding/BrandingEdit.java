package vitrine.gallery.branding;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.pages.PlainText;

/** What a studio decides about its looks, but for its logos. */
@Schema(name = "BrandingEdit")
record BrandingEdit(
        @NotNull(message = "is required") Accent accent,

        @NotNull(message = "is required") DisplayFont font,

        @Size(max = 160, message = "must be at most 160 characters long")
        @PlainText
        @Pattern(regexp = ONE_LINE, message = "must be one line of text")
        @Nullable
        String footer,

        @Size(max = 200, message = "must be at most 200 characters long")
        @Pattern(regexp = WEBSITE, message = "must be an address that begins with https://")
        @Nullable
        String website,

        @Size(max = 254, message = "must be at most 254 characters long")
        @Email(message = "must be an e-mail address")
        @Pattern(regexp = "[\\x21-\\x7e]*", message = "must be an e-mail address")
        @Nullable
        String email,

        @Size(max = 40, message = "must be at most 40 characters long")
        @Pattern(regexp = "\\+?[0-9][0-9 ()/.-]{2,}", message = "must be a telephone number")
        @Nullable
        String phone) {

    /** Without what turns text around or hides in it. */
    static final String ONE_LINE = "[^\\p{Cntrl}\\p{Cf}\\u2028\\u2029]*";

    /** A host with a dot, no name or password before it, and nothing that leaves an attribute. */
    static final String WEBSITE =
            "https://[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+"
                    + "(?::[0-9]{1,5})?(?:[/?#][A-Za-z0-9._~:/?#\\[\\]@!$&()*+,;=%-]*)?";
}
