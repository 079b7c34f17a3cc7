package vitrine.media.metadata;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keywords as they may be stored: clean, each once, not too many. */
final class Keywords {

    private static final int MAX = 100;
    private static final int LENGTH = 64;

    private Keywords() {}

    /** Null when none is left. */
    static @Nullable List<String> of(@Nullable List<String> written) {
        if (written == null) {
            return null;
        }
        List<String> keywords = written.stream()
                .limit(10L * MAX)
                .flatMap(keyword -> Stream.ofNullable(CleanText.line(keyword, LENGTH)))
                .distinct()
                .limit(MAX)
                .toList();
        return keywords.isEmpty() ? null : keywords;
    }
}
