package vitrine.gallery.bin;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param kept how long what was deleted can be put back */
@Validated
@ConfigurationProperties("vitrine.bin")
record BinSettings(@NotNull @DurationMin(days = 1) Duration kept) {}
