package vitrine.auth.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows what one kind of letter says. Called in a transaction each time the letter is about to be sent. */
public interface LetterContent {

    /** The kinds of orders it answers for; also the names of the templates' messages. */
    String kind();

    /** Values for the template, or nothing when there is no longer a reason to write. */
    Optional<Filled> fill(LetterOrder order);

    /**
     * @param kind the message keys to use
     * @param button target of the one button, empty for a letter without
     * @param code shown large, empty for a letter without
     * @param facts what the words of a letter name besides, as {1}, {2} and so on
     */
    record Filled(String kind, String recipient, String name, String button, String code, List<String> facts) {

        public Filled(String kind, String recipient, String name, String button, String code) {
            this(kind, recipient, name, button, code, List.of());
        }

        Map<String, Object> variables() {
            return Map.of("kind", kind, "name", name, "button", button, "code", code);
        }

        /** For the messages that name something; the others are taken as they are written. */
        Object @Nullable [] arguments() {
            if (facts.isEmpty()) {
                return null;
            }
            List<Object> arguments = new ArrayList<>(facts);
            arguments.addFirst(code);
            return arguments.toArray();
        }
    }
}
