package vitrine.share.proofing;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What visitors call their lists: one line with something to see in it. */
final class ListName {

    private static final int LONGEST = 80;
    private static final Pattern LINE = Pattern.compile(ProofingController.LINE);

    private ListName() {}

    /** @return null where it cannot be a name */
    static @Nullable String of(@Nullable String text) {
        return text == null || text.length() > LONGEST || !LINE.matcher(text).matches() ? null : text.strip();
    }
}
