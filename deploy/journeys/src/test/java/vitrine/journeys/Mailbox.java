package vitrine.journeys;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The local mailbox, newest message first. */
final class Mailbox {

    private static final Pattern CODE = Pattern.compile("(?<![\\w-])(\\d{6})(?![\\w-])");

    private Mailbox() {}

    static String newestTextTo(String address) {
        return await("a mail to " + address)
                .atMost(Duration.ofSeconds(20))
                .until(() -> find(address), Optional::isPresent)
                .orElseThrow();
    }

    static String codeFor(String address) {
        Matcher code = CODE.matcher(newestTextTo(address));
        if (!code.find()) {
            throw new AssertionError("no code in " + newestTextTo(address));
        }
        return code.group(1);
    }

    private static Optional<String> find(String address) {
        JsonNode messages = Visitor.guest().get(Suite.mailbox().toString()).json();
        for (JsonNode message : messages.isArray() ? messages : messages.path("items")) {
            for (JsonNode to : message.path("to")) {
                if (to.asString().contains(address)) {
                    return Optional.of(message.path("text").asString());
                }
            }
        }
        return Optional.empty();
    }
}
