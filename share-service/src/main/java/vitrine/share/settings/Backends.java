package vitrine.share.settings;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** Where the other services are, straight and not through the gateway. */
@ConfigurationProperties("vitrine")
@Validated
public record Backends(
        @NotNull URI authUrl,
        @NotNull URI galleryUrl,
        @NotNull URI mediaUrl) {}
