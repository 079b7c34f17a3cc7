package vitrine.media.rendering;

/**
 * This file will never render: trying again gives the same. The message is a sentence for the person who uploaded it;
 * what a decoder said is the cause.
 */
public final class UnreadablePicture extends Exception {

    public static final String UNREADABLE = "unreadable";
    public static final String TOO_MANY_PIXELS = "too-many-pixels";
    public static final String TOO_MANY_SCANS = "too-many-scans";
    public static final String UNSUPPORTED = "unsupported";
    public static final String TIMEOUT = "timeout";

    private static final long serialVersionUID = 1L;

    private final String code;

    public UnreadablePicture(String code, String message) {
        super(message);
        this.code = code;
    }

    UnreadablePicture(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** One of the constants of this class. */
    public String code() {
        return code;
    }
}
