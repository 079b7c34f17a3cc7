package vitrine.gateway.hosts;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

/** What a request is addressed to, by its Host header. */
public enum PublicHost {
    PHOTOS("photos"),
    SHARE("share"),
    AUTH("auth"),
    MEDIA("media"),
    /** The domain without a name in front. */
    BARE(""),
    /** The process itself, by its address: probes, metrics and the back channel of the auth service. */
    DIRECT("");

    static final String ATTRIBUTE = PublicHost.class.getName();

    private final String label;

    PublicHost(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** True for the hosts that show the web app and hold a browser session. */
    public boolean servesApp() {
        return this == PHOTOS || this == SHARE;
    }

    /** The host that {@link HostGate} recognised. */
    public static PublicHost of(HttpServletRequest request) {
        // The container asks for an error page without a host's rules.
        return request.getDispatcherType() == DispatcherType.REQUEST
                        && request.getAttribute(ATTRIBUTE) instanceof PublicHost host
                ? host
                : DIRECT;
    }
}
