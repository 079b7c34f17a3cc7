package vitrine.media.access;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The addresses people know, and the back channel to auth-service. */
@ConfigurationProperties("vitrine")
public record PublicOrigins(
        String scheme,
        String domain,
        int publicPort,
        String authUrl,
        @DefaultValue List<String> corsAllowedOrigins) {

    public String media() {
        return origin("media");
    }

    String issuer() {
        return origin("auth");
    }

    /** What scripts may read of an answer beside its bytes. */
    public static final List<String> READABLE = List.of("etag", "content-length", "content-range", "accept-ranges");

    /** Origins whose scripts may read pictures and put uploads. */
    public List<String> readers() {
        var readers = new ArrayList<>(List.of(origin("photos"), origin("share")));
        corsAllowedOrigins.stream()
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .forEach(readers::add);
        return readers;
    }

    private String origin(String host) {
        boolean standardPort = publicPort == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + "." + domain + (standardPort ? "" : ":" + publicPort);
    }
}
