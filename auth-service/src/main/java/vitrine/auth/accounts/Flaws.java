package vitrine.auth.accounts;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import vitrine.auth.problems.FieldProblem;
import vitrine.auth.problems.InvalidFields;

/** Says in the reader's language what is wrong with the fields of a form. */
@Component
class Flaws {

    private final MessageSource messages;

    Flaws(MessageSource messages) {
        this.messages = messages;
    }

    Found found(Locale locale) {
        return new Found(locale);
    }

    class Found {

        private final Locale locale;
        private final Map<String, String> keys = new LinkedHashMap<>();

        private Found(Locale locale) {
            this.locale = locale;
        }

        /** Keeps the first flaw of a field. */
        void add(String field, String key) {
            keys.putIfAbsent(field, key);
        }

        void refuse() {
            if (!keys.isEmpty()) {
                throw new InvalidFields(keys.entrySet().stream()
                        .map(flaw ->
                                new FieldProblem(flaw.getKey(), messages.getMessage(flaw.getValue(), null, locale)))
                        .toList());
            }
        }
    }
}
