package vitrine.share.visits;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A photo as a client sees it; only a full link offers its original. */
record ViewPhoto(
        UUID id,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String placeholder,
        @Nullable String title,
        String filename,
        ViewPhotoUrls urls) {

    record ViewPhotoUrls(
            String thumbnail,
            String preview,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String download) {}
}
