package vitrine.media.uploads;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param maxBytes of one original
 * @param studioMaxPhotos of one studio, promised keys included; 0 for no limit
 * @param studioMaxBytes of all originals of one studio, promised keys included; 0 for no limit
 * @param studioMaxWaiting photos of one studio that wait for their renditions, beyond which it gets no further keys
 * @param reservedFor how long a key waits for its confirmation before it is swept with its bytes
 * @param unclaimedFor how long bytes that no reservation counts on may lie around
 */
@Validated
@ConfigurationProperties("media.uploads")
record UploadSettings(
        @Positive long maxBytes,
        @DefaultValue("0") @PositiveOrZero long studioMaxPhotos,
        @DefaultValue("0") @PositiveOrZero long studioMaxBytes,
        @DefaultValue("10000") @Positive int studioMaxWaiting,
        @DefaultValue("24h") Duration reservedFor,
        @DefaultValue("1h") Duration unclaimedFor) {}
