package vitrine.media.storage;

import java.io.IOException;

/** A stream broke off on its sender's side. */
public class SenderGone extends IOException {

    private static final long serialVersionUID = 1L;

    SenderGone(Throwable cause) {
        super("The sender stopped sending", cause);
    }
}
