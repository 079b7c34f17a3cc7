package vitrine.auth.mail;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A letter that somebody is to get; what it says is found when it is sent.
 *
 * @param name how to greet somebody who cannot be looked up any more
 */
public record LetterOrder(
        UUID id,
        String kind,
        String recipient,
        @Nullable UUID subjectId,
        String language,
        @Nullable String name) {

    public Locale locale() {
        return Locale.of(language);
    }
}
