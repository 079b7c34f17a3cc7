package vitrine.gallery.remote;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * From where pictures may be fetched.
 *
 * @param hosts names such as {@code pictures.example.org}, {@code *.example.org} for all below, or
 *     {@code host:port}; none switches fetching off
 * @param allowHttp whether unencrypted addresses are taken too
 * @param connectTimeout until a host accepts a connection
 * @param timeout for all of one picture, redirects included
 */
@Validated
@ConfigurationProperties("vitrine.fetch")
public record FetchSettings(
        @DefaultValue @NotNull List<String> hosts,
        @DefaultValue("false") boolean allowHttp,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("30s") Duration timeout) {

    public FetchSettings {
        hosts = hosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .filter(host -> !host.isEmpty())
                .toList();
    }

    /** @param port -1 for the usual one */
    boolean lists(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        return hosts.stream().anyMatch(listed -> {
            int colon = listed.lastIndexOf(':');
            boolean withPort = colon > 0 && listed.indexOf(':') == colon;
            String pattern = withPort ? listed.substring(0, colon) : listed;
            boolean samePort = withPort ? listed.substring(colon + 1).equals(Integer.toString(port)) : port == -1;
            return samePort
                    && (pattern.startsWith("*.")
                            ? name.endsWith(pattern.substring(1)) && name.length() > pattern.length() - 1
                            : name.equals(pattern));
        });
    }
}
