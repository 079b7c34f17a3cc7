package vitrine.media.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** There is no room left where bytes are kept. */
public class StorageFull extends IOException {

    private static final long serialVersionUID = 1L;

    StorageFull(@Nullable Throwable cause) {
        super("The storage is full", cause);
    }
}
