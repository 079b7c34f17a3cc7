package vitrine.gallery.uploads;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * What may be uploaded.
 *
 * @param maxBytes of one file
 * @param maxFiles of one request
 */
@Validated
@ConfigurationProperties("vitrine.uploads")
record UploadSettings(@Positive long maxBytes, @Positive int maxFiles) {}
