package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.pages.PlainText;

/**
 * What a change really changed of one photo, as much as is needed to take it back. What is no longer as the change left
 * it was changed by somebody else since then, and stays.
 *
 * @param rating null where the change left it alone
 * @param addedTags that were not there before
 * @param removedTags that were there before, as they were written
 */
@Schema(name = "PhotoUndo")
record PhotoUndo(
        @NotNull UUID photoId,
        @Nullable @Valid Rating rating,

        @NotNull @Size(max = Tags.MOST) List<@NotBlank @Size(max = Tags.LONGEST) @PlainText String> addedTags,

        @NotNull @Size(max = Tags.MOST) List<@NotBlank @Size(max = Tags.LONGEST) @PlainText String> removedTags) {

    @Schema(name = "PhotoUndoRating")
    record Rating(@Min(0) @Max(5) int was, @Min(0) @Max(5) int became) {}

    @Schema(name = "PhotoUndos")
    record Request(
            @NotNull @Size(min = 1, max = PhotoChanges.MOST) List<@NotNull @Valid PhotoUndo> photos) {}
}
