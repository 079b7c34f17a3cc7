package vitrine.gallery.customers;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.pages.PlainText;

/** Somebody new. */
@Schema(name = "CustomerDraft")
record CustomerDraft(
        @NotBlank(message = "is required")
        @Size(max = 120, message = "must be at most 120 characters long")
        @PlainText
        @Pattern(regexp = ONE_LINE, message = "must be one line")
        String name,

        @NotBlank(message = "is required")
        @Email(message = "must be an email address")
        @Size(max = 120, message = "must be at most 120 characters long")
        @PlainText
        @Pattern(regexp = ONE_LINE, message = "must be one line")
        String email,

        @Size(max = 20, message = "must be at most 20 characters long")
        @PlainText
        @Pattern(regexp = ONE_LINE, message = "must be one line")
        @Nullable
        String phone,

        @Size(max = 4000, message = "must be at most 4000 characters long") @PlainText @Nullable
        String notes,

        @Nullable CustomerStatus status) {

    static final String ONE_LINE = "[^\\p{Cntrl}\\u2028\\u2029]*";
}
