package vitrine.gateway.hosts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** The origins that browsers see, {@code scheme://host.domain[:port]}; a request never decides about them. */
@ConfigurationProperties("vitrine.public")
@Validated
public record PublicOrigins(
        @Pattern(regexp = "https?") String scheme,
        @NotBlank @Pattern(regexp = "[a-z0-9.-]+") String domain,
        @Min(1) @Max(65535) int port) {

    public String photos() {
        return of(PublicHost.PHOTOS);
    }

    public String auth() {
        return of(PublicHost.AUTH);
    }

    public String media() {
        return of(PublicHost.MEDIA);
    }

    public String of(PublicHost host) {
        return scheme + "://" + authority(host);
    }

    public boolean secure() {
        return scheme.equals("https");
    }

    String name(PublicHost host) {
        return host.label().isEmpty() ? domain : host.label() + "." + domain;
    }

    /** As in a Host header: the port only where browsers show it. */
    public String authority(PublicHost host) {
        return name(host) + (port == (secure() ? 443 : 80) ? "" : ":" + port);
    }

    @Nullable
    PublicHost recognise(String serverName) {
        var name = serverName.toLowerCase(Locale.ROOT);
        for (var host : PublicHost.values()) {
            if (host != PublicHost.DIRECT && name.equals(name(host))) {
                return host;
            }
        }
        return null;
    }
}
