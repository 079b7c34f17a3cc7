package vitrine.media.uploads;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxBytes of one original
 * @param reservedFor how long a key waits for its confirmation before it is swept with its bytes
 * @param unclaimedFor how long bytes that no reservation counts on may lie around
 */
@Validated
@ConfigurationProperties("media.uploads")
record UploadSettings(
        @Positive long maxBytes,
        @DefaultValue("24h") Duration reservedFor,
        @DefaultValue("1h") Duration unclaimedFor) {}
