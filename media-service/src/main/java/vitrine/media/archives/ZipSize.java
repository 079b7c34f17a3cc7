package vitrine.media.archives;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** In which size the photos of a ZIP come. */
enum ZipSize {
    /** As it was uploaded. */
    @JsonProperty("original")
    ORIGINAL(null),
    /** The preview: for screens. */
    @JsonProperty("web")
    WEB("preview");

    private final @Nullable String rendition;

    ZipSize(@Nullable String rendition) {
        this.rendition = rendition;
    }

    @Nullable
    String rendition() {
        return rendition;
    }
}
