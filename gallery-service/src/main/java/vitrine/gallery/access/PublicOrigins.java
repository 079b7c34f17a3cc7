package vitrine.gallery.access;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** The hosts people see, each an origin of its own below one domain. */
@Validated
@ConfigurationProperties("vitrine.origins")
public record PublicOrigins(
        @NotBlank String scheme, @NotBlank String domain, int publicPort) {

    public String photos() {
        return origin("photos");
    }

    public String media() {
        return origin("media");
    }

    String auth() {
        return origin("auth");
    }

    private String origin(String host) {
        boolean usual = publicPort == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + host + "." + domain + (usual ? "" : ":" + publicPort);
    }
}
