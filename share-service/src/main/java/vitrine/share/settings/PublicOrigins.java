package vitrine.share.settings;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** The origins that browsers see, {@code scheme://host.domain[:port]}. */
@ConfigurationProperties("vitrine.origins")
@Validated
public record PublicOrigins(
        @Pattern(regexp = "https?") String scheme,
        @NotBlank String domain,
        @Min(1) @Max(65535) int port) {

    public String share() {
        return origin("share");
    }

    public String photos() {
        return origin("photos");
    }

    public String media() {
        return origin("media");
    }

    public String auth() {
        return origin("auth");
    }

    public boolean secure() {
        return scheme.equals("https");
    }

    private String origin(String host) {
        var standard = port == (secure() ? 443 : 80);
        return scheme + "://" + host + "." + domain + (standard ? "" : ":" + port);
    }
}
