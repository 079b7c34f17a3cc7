package vitrine.devservices;

import java.time.Instant;
import java.util.List;

/** A received mail; {@code html} is empty for a mail of plain text, {@code text} for one of HTML alone. */
public record Mail(
        String id, String from, List<String> to, String subject, Instant receivedAt, String text, String html) {}
