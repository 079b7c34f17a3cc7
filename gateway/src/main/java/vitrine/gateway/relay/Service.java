package vitrine.gateway.relay;

import java.util.Locale;

/** The services behind the gateway. */
public enum Service {
    AUTH("Signing in"),
    GALLERY("Galleries"),
    MEDIA("Pictures"),
    SHARE("Shared galleries");

    static final String ATTRIBUTE = Service.class.getName();

    private final String offer;

    Service(String offer) {
        this.offer = offer;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What people miss while it is away. */
    String offer() {
        return offer;
    }
}
