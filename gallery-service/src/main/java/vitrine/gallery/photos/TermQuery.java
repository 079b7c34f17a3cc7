package vitrine.gallery.photos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Photos that have all of some terms, as a {@code tsquery} of PostgreSQL. */
public final class TermQuery {

    private final List<String> parts = new ArrayList<>();

    public TermQuery all(String term) {
        parts.add(quoted(term));
        return this;
    }

    public TermQuery any(Collection<String> terms) {
        parts.add(terms.stream().map(TermQuery::quoted).collect(Collectors.joining(" | ", "(", ")")));
        return this;
    }

    /** Terms that begin so. */
    public TermQuery beginning(String start) {
        parts.add(quoted(start) + ":*");
        return this;
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    public String text() {
        return String.join(" & ", parts);
    }

    private static String quoted(String term) {
        return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
