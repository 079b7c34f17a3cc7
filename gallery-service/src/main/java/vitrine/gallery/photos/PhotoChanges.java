package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.pages.PlainText;

/** One change of many photos; what is null stays. */
@Schema(name = "PhotoChanges")
record PhotoChanges(
        @NotNull @Size(min = 1, max = MOST) List<@NotNull UUID> photoIds,
        @Nullable @Min(0) @Max(5) Integer rating,
        @Nullable @Size(max = Tags.MOST) List<@NotBlank @Size(max = Tags.LONGEST) @PlainText String> addTags,
        @Nullable @Size(max = Tags.MOST) List<@NotBlank @Size(max = Tags.LONGEST) @PlainText String> removeTags,
        @Nullable Boolean archived,
        @Nullable Boolean locked) {

    static final int MOST = 500;

    /** All else is the studio's to decide. */
    boolean describesOnly() {
        return archived == null && locked == null;
    }

    /**
     * @param photos as they are now, without those that were not found
     * @param undo what takes the changes back, and nothing that others change meanwhile
     */
    @Schema(name = "ChangedPhotos")
    record Outcome(List<PhotoView> photos, List<PhotoUndo> undo) {}
}
