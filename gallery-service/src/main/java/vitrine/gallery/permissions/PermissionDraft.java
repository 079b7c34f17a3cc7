package vitrine.gallery.permissions;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import vitrine.gallery.access.Permission;
import vitrine.gallery.pages.PlainText;

/**
 * Leave for somebody.
 *
 * @param email where they are written to; whoever has, or will have, an account with this address may use it
 * @param level view, copy or edit
 */
@Schema(name = "PermissionDraft")
record PermissionDraft(
        @NotBlank(message = "is required")
        @Email(message = "must be an email address")
        @Size(max = 254, message = "must be at most 254 characters long")
        @PlainText
        @Pattern(regexp = "[^\\p{Cntrl}\\u2028\\u2029]*", message = "must be one line")
        String email,

        @NotNull(message = "is required") Permission level) {}
