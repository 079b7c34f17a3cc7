package vitrine.gallery.access;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the keys of access tokens come from.
 *
 * @param url of auth-service on the back channel
 */
@Validated
@ConfigurationProperties("vitrine.auth")
record AuthSettings(@NotNull URI url) {}
