package vitrine.auth.hosts;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where people reach the suite: scheme, domain and port as their browser shows them. */
@ConfigurationProperties("vitrine.public")
public record PublicHosts(String scheme, String domain, int port) {

    public PublicHosts {
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("VITRINE_SCHEME must be http or https");
        }
    }

    public String auth() {
        return origin("auth");
    }

    public String photos() {
        return origin("photos");
    }

    public String share() {
        return origin("share");
    }

    /** The origins with pages that people sign in to. */
    public List<String> applications() {
        return List.of(photos(), share());
    }

    public boolean secure() {
        return scheme.equals("https");
    }

    private String origin(String host) {
        boolean standardPort = port == (secure() ? 443 : 80);
        return scheme + "://" + host + "." + domain + (standardPort ? "" : ":" + port);
    }
}
