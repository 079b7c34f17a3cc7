package vitrine.media.jobs;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param concurrency renderings at once in one worker; 0 for as many as there are processors
 * @param watermarkText on previews that are shown to people who may not have the picture
 */
@Validated
@ConfigurationProperties("media.rendering")
record RenderingSettings(
        @Positive long maxPixels,
        @Positive int maxScans,
        @Positive int maxFrames,
        Duration maxTime,
        @DefaultValue("0") int concurrency,
        @NotBlank @Size(max = 60) String watermarkText,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1")
        double watermarkOpacity) {}
