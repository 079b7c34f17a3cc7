package vitrine.gallery.notifications;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalTime;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How letters go out.
 *
 * @param from the address, with a name if wanted, that letters come from
 * @param every how long after a look for waiting letters the next one follows
 * @param gather how long a letter about something waits for more of the same
 * @param dailyAt when daily letters go, by UTC
 */
@Validated
@ConfigurationProperties("vitrine.mail")
record MailSettings(
        @NotBlank String from,
        @NotNull Duration every,
        @NotNull Duration gather,
        @NotNull LocalTime dailyAt) {}
