package vitrine.gallery.photos;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.pages.PlainText;

/** A change of some fields. What was not sent stays; null takes a text or the gallery away. */
@Schema(name = "PhotoEdit")
class PhotoEdit {

    @Size(max = 256)
    @PlainText
    private @Nullable String title;

    private boolean titleGiven;

    @Size(max = 4000)
    @PlainText
    private @Nullable String description;

    private boolean descriptionGiven;

    @Min(0)
    @Max(5)
    private @Nullable Integer rating;

    @Size(max = Tags.MOST)
    private @Nullable List<@NotBlank @Size(max = Tags.LONGEST) @PlainText String> tags;

    private @Nullable Boolean archived;
    private @Nullable Boolean locked;
    private @Nullable UUID galleryId;
    private boolean galleryGiven;

    @JsonProperty
    void setTitle(@Nullable String title) {
        this.title = title == null || title.isBlank() ? null : title;
        this.titleGiven = true;
    }

    @JsonProperty
    void setDescription(@Nullable String description) {
        this.description = description == null || description.isBlank() ? null : description;
        this.descriptionGiven = true;
    }

    @JsonProperty
    void setRating(@Nullable Integer rating) {
        this.rating = rating;
    }

    @JsonProperty
    void setTags(@Nullable List<String> tags) {
        this.tags = tags;
    }

    @JsonProperty
    void setArchived(@Nullable Boolean archived) {
        this.archived = archived;
    }

    @JsonProperty
    void setLocked(@Nullable Boolean locked) {
        this.locked = locked;
    }

    @JsonProperty("gallery_id")
    void setGalleryId(@Nullable UUID galleryId) {
        this.galleryId = galleryId;
        this.galleryGiven = true;
    }

    @Nullable
    String title() {
        return title;
    }

    boolean titleGiven() {
        return titleGiven;
    }

    @Nullable
    String description() {
        return description;
    }

    boolean descriptionGiven() {
        return descriptionGiven;
    }

    @Nullable
    Integer rating() {
        return rating;
    }

    /** All tags from now on; null leaves them. */
    @Nullable
    List<String> tags() {
        return tags;
    }

    @Nullable
    Boolean archived() {
        return archived;
    }

    @Nullable
    Boolean locked() {
        return locked;
    }

    @Nullable
    UUID galleryId() {
        return galleryId;
    }

    boolean galleryGiven() {
        return galleryGiven;
    }

    /** Whether it is one of words and stars only, of a photo that stays in this gallery; all else is the studio's to decide. */
    boolean staysIn(@Nullable UUID gallery) {
        return archived == null && locked == null && (!galleryGiven || Objects.equals(galleryId, gallery));
    }
}
