package vitrine.media.archives;

import java.io.IOException;

/** An answer whose head is out cannot be completed. */
public final class BrokenOff extends IOException {

    private static final long serialVersionUID = 1L;

    BrokenOff(Throwable cause) {
        super("A ZIP broke off: " + cause.getMessage(), cause);
    }
}
