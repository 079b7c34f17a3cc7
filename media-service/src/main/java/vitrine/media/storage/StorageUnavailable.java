package vitrine.media.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where bytes are kept does not answer, or not in time: nothing is known to be kept. */
public class StorageUnavailable extends IOException {

    private static final long serialVersionUID = 1L;

    public StorageUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
