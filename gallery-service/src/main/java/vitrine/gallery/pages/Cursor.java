package vitrine.gallery.pages;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/**
 * The place after which a page continues. It carries a position only: who may see what is decided by each query anew.
 *
 * @param position sort key before the id; empty in lists that are sorted by id alone
 */
public record Cursor(String position, UUID id) {

    private static final Pattern FORM =
            Pattern.compile("([0-9a-zA-Z]{0,200})/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    /** Before all: ids are never this large, positions never this low. */
    private static final UUID HIGHEST = new UUID(-1L, -1L);

    private static final OffsetDateTime END = OffsetDateTime.parse("9999-01-01T00:00:00Z");

    private static final UUID LOWEST = new UUID(0L, 0L);

    public static Cursor at(UUID id) {
        return new Cursor("", id);
    }

    /** In lists that show the latest moment first; a moment may lie before 1970. */
    public static Cursor at(Instant moment, UUID id) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, moment);
        return new Cursor(Long.toUnsignedString(micros ^ Long.MIN_VALUE), id);
    }

    /** Where a list of the latest first continues: at what is earlier than this, or equal with a lower id. */
    public record Moment(OffsetDateTime at, UUID id) {}

    /** @throws Problem when the cursor is one of another list */
    public static Moment latest(@Nullable String encoded) {
        if (encoded == null) {
            return new Moment(END, HIGHEST);
        }
        Cursor cursor = parse(encoded);
        try {
            long micros = Long.parseUnsignedLong(cursor.position()) ^ Long.MIN_VALUE;
            OffsetDateTime at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
            if (at.getYear() < 1 || at.isAfter(END)) {
                throw unreadable();
            }
            return new Moment(at, cursor.id());
        } catch (NumberFormatException | DateTimeException e) {
            throw unreadable();
        }
    }

    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((position + "/" + id).getBytes(StandardCharsets.US_ASCII));
    }

    /** Where a list of newest first continues. */
    public static UUID before(@Nullable String encoded) {
        return encoded == null ? HIGHEST : parse(encoded).id();
    }

    /** Where a list by position continues. */
    public static Cursor after(@Nullable String encoded) {
        return encoded == null ? new Cursor("", LOWEST) : parse(encoded);
    }

    private static Cursor parse(String encoded) {
        if (encoded.length() <= 400) {
            try {
                Matcher form =
                        FORM.matcher(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.ISO_8859_1));
                if (form.matches()) {
                    return new Cursor(form.group(1), UUID.fromString(form.group(2)));
                }
            } catch (IllegalArgumentException e) {
                throw unreadable();
            }
        }
        throw unreadable();
    }

    private static Problem unreadable() {
        return Problem.of(ProblemKind.MALFORMED_REQUEST, "The cursor is not one that we gave out.");
    }
}
