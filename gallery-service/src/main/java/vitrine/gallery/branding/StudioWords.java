package vitrine.gallery.branding;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.pages.PlainText;

/** A studio's texts in one language, with the formatting that descriptions of galleries have; markup is text. */
@Schema(name = "StudioWords")
public record StudioWords(
        @Size(max = 8000, message = "must be at most 8000 characters long")
        @PlainText
        @Pattern(regexp = NOT_TURNED, message = "must not turn text around")
        @Nullable
        String about,

        @Size(max = 8000, message = "must be at most 8000 characters long")
        @PlainText
        @Pattern(regexp = NOT_TURNED, message = "must not turn text around")
        @Nullable
        String features,

        @Size(max = 4000, message = "must be at most 4000 characters long")
        @PlainText
        @Pattern(regexp = NOT_TURNED, message = "must not turn text around")
        @Nullable
        String pricing,

        @NotNull(message = "is required") @Size(max = 12, message = "must be at most 12")
        List<@NotNull(message = "is required") @Valid PricePackage> packages) {

    static final String NOT_TURNED = "[^\\u202A-\\u202E\\u2066-\\u2069]*";

    /**
     * What can be booked.
     *
     * @param price as it is to be read, such as {@code from 1,200 €}
     */
    @Schema(name = "PricePackage")
    public record PricePackage(
            @NotBlank(message = "is required")
            @Size(max = 80, message = "must be at most 80 characters long")
            @PlainText
            @Pattern(regexp = BrandingEdit.ONE_LINE, message = "must be one line of text")
            String name,

            @NotBlank(message = "is required")
            @Size(max = 60, message = "must be at most 60 characters long")
            @PlainText
            @Pattern(regexp = BrandingEdit.ONE_LINE, message = "must be one line of text")
            String price,

            @Size(max = 600, message = "must be at most 600 characters long")
            @PlainText
            @Pattern(regexp = NOT_TURNED, message = "must not turn text around")
            @Nullable
            String description,

            @NotNull(message = "is required") @Size(max = 12, message = "must be at most 12")
            List<
                            @NotBlank(message = "is required")
                            @Size(max = 120, message = "must be at most 120 characters long") @PlainText
                            @Pattern(regexp = BrandingEdit.ONE_LINE, message = "must be one line of text") String>
                    highlights) {}
}
