package vitrine.share.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Some of the items in order, and where to go on; no cursor means that was all. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * @param oneMore up to {@code limit + 1} items: the last one only tells that there is a next page
     */
    public static <R, T> Page<T> of(List<R> oneMore, int limit, Function<R, String> cursor, Function<R, T> view) {
        var more = oneMore.size() > limit;
        var rows = more ? oneMore.subList(0, limit) : oneMore;
        return new Page<>(rows.stream().map(view).toList(), more ? cursor.apply(rows.getLast()) : null);
    }
}
