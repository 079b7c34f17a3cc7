package vitrine.media.storage;

import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param directory where everything is kept, one file system
 * @param minFreeBytes uploads are refused rather than leave less than this free
 */
@Validated
@ConfigurationProperties("media.storage")
record StorageSettings(Path directory, @PositiveOrZero long minFreeBytes) {}
