package vitrine.media.storage;

import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;
import vitrine.media.problems.InvalidSetting;

/**
 * The media library of a WordPress site.
 *
 * @param apiUrl of its REST interface: {@code https://site/wp-json} or, without permalinks,
 *     {@code https://site/index.php?rest_route=}
 * @param user who may upload files there
 * @param password an application password of that user
 * @param mediaHost where the files are given away, if not at the host of the interface
 * @param callTimeout of one attempt of a call without a body
 * @param transferTimeout of one attempt to send or get the bytes of a file
 * @param attempts of each call, with growing pauses from {@code firstPause} on
 * @param breakFor how long calls fail at once after a row of outages
 */
@Validated
@ConfigurationProperties("media.storage.wordpress")
record WordPressSettings(
        @DefaultValue("") String apiUrl,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String mediaHost,
        @DefaultValue("5s") Duration callTimeout,
        @DefaultValue("60s") Duration transferTimeout,
        @DefaultValue("4") @Positive int attempts,
        @DefaultValue("200ms") Duration firstPause,
        @DefaultValue("2s") Duration breakFor) {

    WordPressSettings {
        if (!apiUrl.isBlank() && (user.isBlank() || password.isBlank())) {
            throw new InvalidSetting(
                    "WP_API_URL is set, the account is not.",
                    "Set WP_USER, and WP_PASS to an application password of that user.");
        }
        if (!apiUrl.isBlank() && !apiUrl.startsWith("http://") && !apiUrl.startsWith("https://")) {
            throw new InvalidSetting("WP_API_URL is no address.", "Set WP_API_URL to https://your-site/wp-json.");
        }
    }

    /** @param query without a question mark, already encoded; may be empty */
    URI route(String path, String query) {
        String base = apiUrl.endsWith("/") ? apiUrl.substring(0, apiUrl.length() - 1) : apiUrl;
        String versioned = base.endsWith("/wp/v2") ? base : base + "/wp/v2";
        String separator = versioned.contains("?") ? "&" : "?";
        return URI.create(versioned + path + (query.isEmpty() ? "" : separator + query));
    }

    /** Whether files may be fetched from there. */
    boolean serves(URI file) {
        String host = file.getAuthority();
        return host != null
                && (host.equals(URI.create(apiUrl).getAuthority()) || (!mediaHost.isBlank() && host.equals(mediaHost)))
                && ("https".equals(file.getScheme()) || apiUrl.startsWith("http:"));
    }

    @Override
    public String toString() {
        return "WordPressSettings[" + user + " at " + apiUrl + "]";
    }
}
