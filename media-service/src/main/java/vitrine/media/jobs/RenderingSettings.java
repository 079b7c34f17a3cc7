package vitrine.media.jobs;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param heapCeiling above it a worker collects garbage after each picture; its heap may still grow for a large one
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
        @DefaultValue("128MB") DataSize heapCeiling,
        @DefaultValue("0") int concurrency,
        @NotBlank @Size(max = 60) String watermarkText,

        @DecimalMin(value = "0", inclusive = false) @DecimalMax("1")
        double watermarkOpacity) {}
