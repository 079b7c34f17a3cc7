package vitrine.media.storage;

import java.io.IOException;

/** A stream had more or fewer bytes than announced. */
public class WrongLength extends IOException {

    private static final long serialVersionUID = 1L;

    private final boolean longer;

    WrongLength(boolean longer) {
        super(longer ? "More bytes than announced" : "Fewer bytes than announced");
        this.longer = longer;
    }

    public boolean isLonger() {
        return longer;
    }
}
