package vitrine.gallery.customers;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.pages.PlainText;

/** What is left out stays; an empty phone or empty notes are taken away. */
@Schema(name = "CustomerEdit")
record CustomerEdit(
        @Size(min = 1, max = 120, message = "must be 1 to 120 characters long")
        @PlainText
        @Pattern(regexp = SOMETHING, message = "must be one line of text")
        @Nullable
        String name,

        @Email(message = "must be an email address")
        @Size(min = 1, max = 120, message = "must be 1 to 120 characters long")
        @PlainText
        @Pattern(regexp = SOMETHING, message = "must be one line of text")
        @Nullable
        String email,

        @Size(max = 20, message = "must be at most 20 characters long")
        @PlainText
        @Pattern(regexp = CustomerDraft.ONE_LINE, message = "must be one line")
        @Nullable
        String phone,

        @Size(max = 4000, message = "must be at most 4000 characters long") @PlainText @Nullable
        String notes,

        @Nullable CustomerStatus status) {

    /** One line that is not empty. */
    static final String SOMETHING =
            "[^\\p{Cntrl}\\u2028\\u2029]*[^\\s\\p{Cntrl}\\u2028\\u2029][^\\p{Cntrl}\\u2028\\u2029]*";
}
