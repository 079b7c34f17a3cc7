package vitrine.media.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A back end does not take content of this kind or size at all. */
public class ContentRefused extends IOException {

    private static final long serialVersionUID = 1L;

    ContentRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
