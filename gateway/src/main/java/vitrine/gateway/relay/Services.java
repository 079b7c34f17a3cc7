package vitrine.gateway.relay;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** Where the services are, on the inside. */
@ConfigurationProperties("vitrine.services")
@Validated
public record Services(
        @NotNull URI auth,
        @NotNull URI gallery,
        @NotNull URI media,
        @NotNull URI share) {

    public URI of(Service service) {
        return switch (service) {
            case AUTH -> auth;
            case GALLERY -> gallery;
            case MEDIA -> media;
            case SHARE -> share;
        };
    }

    /** An address of a service, from its path. */
    public String at(Service service, String path) {
        return of(service).toString().replaceFirst("/+$", "") + path;
    }
}
