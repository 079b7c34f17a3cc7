package vitrine.gallery.customers;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/** Customers as a table for spreadsheets (RFC 4180), in and out. */
@Component
class CustomerFile {

    static final int MOST_BYTES = 2_000_000;
    private static final int MOST_ROWS = 5000;
    private static final int MOST_ERRORS = 100;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** What spreadsheets take for the start of a formula, however often it was written as text before. */
    private static final Pattern FORMULA =
            Pattern.compile("'*[\\s\\p{Cntrl}]*[=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20].*|'*[\\t\\r\\n].*", Pattern.DOTALL);

    private static final Map<String, Set<String>> COLUMNS = Map.of(
            "name", Set.of("name", "full name", "client", "kunde"),
            "email", Set.of("email", "e-mail", "email address", "e-mail address", "e-mail-adresse", "mail"),
            "phone", Set.of("phone", "telephone", "phone number", "mobile", "telefon", "telefonnummer", "mobil"),
            "notes", Set.of("notes", "note", "notizen", "notiz", "bemerkung", "bemerkungen"),
            "status", Set.of("status"));

    private final CustomerKeeping keeping;
    private final CustomerList list;
    private final Validator validator;
    private final TransactionTemplate transaction;

    CustomerFile(CustomerKeeping keeping, CustomerList list, Validator validator, TransactionTemplate transaction) {
        this.keeping = keeping;
        this.list = list;
        this.validator = validator;
        this.transaction = transaction;
    }

    /** With the mark that tells Excel it is UTF-8, and nothing in it that a spreadsheet would compute. */
    byte[] export(UUID studioId) {
        var text = new StringWriter();
        text.append(BYTE_ORDER_MARK);
        var format = CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.MINIMAL).get();
        try (var csv = new CSVPrinter(text, format)) {
            csv.printRecord(
                    "name", "email", "phone", "status", "notes", "other_emails", "last_accessed_at", "created_at");
            for (CustomerView customer : list.all(studioId)) {
                csv.printRecord(
                        inert(customer.name()),
                        inert(customer.email()),
                        inert(customer.phone()),
                        customer.status().stored(),
                        inert(customer.notes()),
                        inert(String.join(" ", customer.otherEmails())),
                        customer.lastAccessedAt(),
                        customer.createdAt());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static @Nullable String inert(@Nullable String cell) {
        return cell != null && FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }

    /** Takes back what {@link #inert} did: a file that went out comes in as it was. */
    static String literal(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    /**
     * Adds the people in the file. Rows that are wrong are told and left out, as are those whose address is known.
     *
     * @param dryRun only tells what would happen
     */
    CustomerImport read(UUID studioId, byte[] file, boolean dryRun) {
        var outcome = new Outcome(dryRun);
        // One transaction for all: what was read is there at once, and a dry run leaves nothing.
        transaction.executeWithoutResult(status -> {
            var seen = new HashSet<String>();
            for (Row row : rows(decoded(file))) {
                outcome.rows++;
                List<CustomerImport.RowError> errors = new ArrayList<>(row.errors());
                if (errors.isEmpty()) {
                    validator.validate(row.draft()).stream()
                            .map(violation -> error(row.number(), violation))
                            .sorted(java.util.Comparator.comparing(CustomerImport.RowError::field))
                            .forEach(errors::add);
                }
                if (!errors.isEmpty()) {
                    outcome.refused(errors);
                } else if (seen.add(row.draft().email().strip().toLowerCase(Locale.ROOT))
                        && keeping.added(studioId, row.draft()).isPresent()) {
                    outcome.created++;
                } else {
                    outcome.known++;
                }
            }
            if (dryRun) {
                status.setRollbackOnly();
            }
        });
        return outcome.told();
    }

    private static CustomerImport.RowError error(long row, ConstraintViolation<CustomerDraft> violation) {
        return new CustomerImport.RowError(row, violation.getPropertyPath().toString(), violation.getMessage());
    }

    private static final class Outcome {

        private final boolean dryRun;
        private final List<CustomerImport.RowError> errors = new ArrayList<>();
        private int rows;
        private int created;
        private int known;
        private int refused;

        Outcome(boolean dryRun) {
            this.dryRun = dryRun;
        }

        void refused(List<CustomerImport.RowError> reasons) {
            refused++;
            reasons.stream().limit(MOST_ERRORS - errors.size()).forEach(errors::add);
        }

        CustomerImport told() {
            return new CustomerImport(dryRun, rows, created, known, refused, List.copyOf(errors));
        }
    }

    /** A line of the file, counted as a spreadsheet counts it: the head is the first. */
    private record Row(long number, CustomerDraft draft, List<CustomerImport.RowError> errors) {}

    private static List<Row> rows(String text) {
        char delimiter = delimiter(text);
        var format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(text, format)) {
            var records = parser.iterator();
            if (!records.hasNext()) {
                throw Problem.invalid("file", "is empty");
            }
            Map<String, Integer> columns = columns(records.next());
            var rows = new ArrayList<Row>();
            while (records.hasNext()) {
                if (rows.size() == MOST_ROWS) {
                    throw Problem.of(ProblemKind.TOO_LARGE, "The file has more than " + MOST_ROWS + " rows.");
                }
                rows.add(row(records.next(), columns));
            }
            return rows;
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw Problem.of(ProblemKind.MALFORMED_REQUEST, "The file is no table of comma-separated values.");
        }
    }

    private static Map<String, Integer> columns(CSVRecord head) {
        var columns = new HashMap<String, Integer>();
        for (int i = 0; i < head.size(); i++) {
            String words = head.get(i).strip().toLowerCase(Locale.ROOT);
            int column = i;
            COLUMNS.forEach((name, known) -> {
                if (known.contains(words)) {
                    columns.putIfAbsent(name, column);
                }
            });
        }
        if (!columns.containsKey("email")) {
            throw Problem.invalid("file", "needs a first line that names its columns, email among them");
        }
        return columns;
    }

    private static Row row(CSVRecord record, Map<String, Integer> columns) {
        var errors = new ArrayList<CustomerImport.RowError>();
        long number = record.getRecordNumber();
        String email = cell(record, columns, "email");
        String name = cell(record, columns, "name");
        String status = cell(record, columns, "status").toLowerCase(Locale.ROOT);
        if (!Set.of("", "active", "inactive").contains(status)) {
            errors.add(new CustomerImport.RowError(number, "status", "must be active or inactive"));
            status = "";
        }
        return new Row(
                number,
                new CustomerDraft(
                        name.isEmpty() ? email : name,
                        email,
                        cell(record, columns, "phone"),
                        cell(record, columns, "notes"),
                        status.isEmpty() ? null : CustomerStatus.ofStored(status)),
                errors);
    }

    private static String cell(CSVRecord record, Map<String, Integer> columns, String name) {
        Integer column = columns.get(name);
        return column == null || column >= record.size()
                ? ""
                : literal(record.get(column).strip());
    }

    /** Spreadsheets of some countries part their columns by semicolons. */
    private static char delimiter(String text) {
        String head = text.lines().findFirst().orElse("");
        for (char candidate : new char[] {';', '\t'}) {
            if (head.indexOf(candidate) >= 0 && head.indexOf(',') < 0) {
                return candidate;
            }
        }
        return ',';
    }

    /** UTF-8, or what Excel on Windows writes otherwise. */
    private static String decoded(byte[] file) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(file, Charset.forName("windows-1252"));
        }
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
