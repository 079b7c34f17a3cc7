package vitrine.media.storage;

import java.io.IOException;

/** Bytes are not the ones they should be. */
public class ChecksumMismatch extends IOException {

    private static final long serialVersionUID = 1L;

    ChecksumMismatch(String object, Checksums expected, Checksums found) {
        super(object + " should be " + expected + " and is " + found);
    }
}
