package vitrine.media.archives;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxPhotos in one ZIP
 * @param kept how long a download can be taken up again
 */
@Validated
@ConfigurationProperties("media.archives")
record ArchiveSettings(
        @DefaultValue("20000") @Min(1) @Max(100_000) int maxPhotos,
        @DefaultValue("7d") Duration kept) {}
