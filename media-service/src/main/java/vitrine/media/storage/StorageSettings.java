package vitrine.media.storage;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param backend which takes new bytes
 * @param directory of the local folder, one file system
 * @param minFreeBytes uploads are refused rather than leave less than this free there
 * @param temporaryDirectory for bytes on their way to and from remote back ends
 * @param temporaryMaxBytes of all of them together; more wait, and are refused when it takes too long
 */
@Validated
@ConfigurationProperties("media.storage")
record StorageSettings(
        @DefaultValue(LocalFolder.ID) @NotBlank String backend,
        Path directory,
        @PositiveOrZero long minFreeBytes,
        Path temporaryDirectory,
        @DefaultValue("1073741824") @Min(1_048_576) long temporaryMaxBytes) {}
