package vitrine.gallery.downloads;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;

/** In which size photos are taken home: as uploaded, or for screens. */
@Schema(name = "DownloadSize")
public enum DownloadSize {
    @JsonProperty("original")
    ORIGINAL,
    @JsonProperty("web")
    WEB;

    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
