package vitrine.auth.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import vitrine.auth.audit.AuditTrail.Position;
import vitrine.auth.problems.FieldProblem;
import vitrine.auth.problems.InvalidFields;

/** The audit log, for admins: to look at, and to take away. */
@RestController
class AuditApi {

    private static final int LONGEST = 254;
    private static final String FORMULA = "=+-@|%\t\r\n\uff1d\uff0b\uff0d\uff20";

    private final AuditTrail trail;
    private final JsonMapper json;

    AuditApi(AuditTrail trail, JsonMapper json) {
        this.trail = trail;
        this.json = json;
    }

    @GetMapping("/api/admin/audit")
    AuditPage page(
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > 200) {
            throw new InvalidFields("limit", "must be between 1 and 200");
        }
        AuditFilter filter = filter(action, actor, subject, from, to, q);
        List<AuditEntry> found = trail.page(filter, cursor == null ? null : position(cursor), limit + 1);
        boolean more = found.size() > limit;
        List<AuditEntry> items = found.stream().limit(limit).toList();
        return new AuditPage(items, more ? cursor(items.getLast()) : null);
    }

    /** Written as it is read, so that its length does not matter. */
    @GetMapping(path = "/api/admin/audit.csv", produces = "text/csv")
    void csv(
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String q,
            HttpServletResponse response)
            throws IOException {
        AuditFilter filter = filter(action, actor, subject, from, to, q);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"audit-" + LocalDate.now(ZoneOffset.UTC) + ".csv\"");
        var writer = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
        line(
                writer,
                "occurred_at",
                "action",
                "actor_id",
                "actor",
                "subject_id",
                "subject",
                "address",
                "user_agent",
                "details");
        trail.each(
                filter,
                entry -> line(
                        writer,
                        entry.occurredAt().toString(),
                        entry.action(),
                        id(entry.actor()),
                        name(entry.actor()),
                        id(entry.subject()),
                        name(entry.subject()),
                        entry.address(),
                        entry.userAgent(),
                        json.writeValueAsString(entry.details())));
        writer.flush();
    }

    private static void line(BufferedWriter writer, @Nullable String... cells) {
        try {
            for (int i = 0; i < cells.length; i++) {
                writer.append(i == 0 ? "" : ",").append(cell(cells[i]));
            }
            writer.append("\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Spreadsheets calculate what begins like a formula; an apostrophe before it makes it text. */
    static String cell(@Nullable String value) {
        String text = value == null ? "" : value;
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0
                || !text.isBlank() && FORMULA.indexOf(text.stripLeading().charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }

    private static AuditFilter filter(
            @Nullable String action,
            @Nullable String actor,
            @Nullable String subject,
            @Nullable String from,
            @Nullable String to,
            @Nullable String q) {
        List<FieldProblem> errors = new ArrayList<>();
        var filter = new AuditFilter(
                text("action", action, errors),
                text("actor", actor, errors),
                text("subject", subject, errors),
                moment("from", from, errors),
                moment("to", to, errors),
                text("q", q, errors));
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return filter;
    }

    private static @Nullable String text(String field, @Nullable String value, List<FieldProblem> errors) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST || value.indexOf(0) >= 0) {
            errors.add(new FieldProblem(field, "must be at most " + LONGEST + " characters of text"));
            return null;
        }
        return value.strip();
    }

    private static @Nullable Instant moment(String field, @Nullable String value, List<FieldProblem> errors) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            Instant moment = Instant.parse(value);
            // What a timestamp of the database can hold, and some.
            if (Math.abs(moment.until(Instant.EPOCH, ChronoUnit.DAYS)) < 1_000_000) {
                return moment;
            }
        } catch (DateTimeParseException e) {
            // Answered below, as a moment out of reach.
        }
        errors.add(new FieldProblem(field, "must be a moment such as 2026-05-05T10:00:00Z"));
        return null;
    }

    private static @Nullable String id(AuditEntry.@Nullable Party party) {
        return party == null ? null : party.id().toString();
    }

    private static @Nullable String name(AuditEntry.@Nullable Party party) {
        return party == null ? null : party.name();
    }

    private static String cursor(AuditEntry last) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, last.occurredAt());
        byte[] bytes = ByteBuffer.allocate(24)
                .putLong(micros)
                .putLong(last.id().getMostSignificantBits())
                .putLong(last.id().getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Position position(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == 24) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                long micros = buffer.getLong();
                if (Math.abs(micros) < ChronoUnit.DAYS.getDuration().toMillis() * 1000 * 1_000_000) {
                    return new Position(
                            Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
                            new UUID(buffer.getLong(), buffer.getLong()));
                }
            }
        } catch (IllegalArgumentException e) {
            // Answered below, as any other cursor that was not given out.
        }
        throw new InvalidFields("cursor", "is not one that was given out");
    }

    record AuditPage(List<AuditEntry> items, @Nullable String nextCursor) {}
}
