package vitrine.gallery.pages;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param nextCursor asks for what follows; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /** Cuts what was read one longer than the limit, to see whether more follows. */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, Cursor> cursor, Function<R, T> view) {
        List<R> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        String next = rows.size() > limit ? cursor.apply(shown.getLast()).encoded() : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }
}
