package vitrine.gallery.library;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.access.Caller;
import vitrine.gallery.pages.PlainText;
import vitrine.gallery.photos.TermQuery;
import vitrine.gallery.photos.Terms;

/**
 * Which photos of the library are meant; null is any.
 *
 * @param q words that the texts of a photo have, or that begin words of theirs
 * @param rating stars it has at least
 * @param from taken at this time or later
 * @param to taken before this time
 */
record LibraryFilter(
        @Nullable @Size(max = 200) @PlainText String q,
        @Nullable @Size(max = 200) @PlainText String camera,
        @Nullable @Size(max = 200) @PlainText String lens,
        @Nullable @Size(max = 64) @PlainText String tag,
        @Nullable UUID gallery,
        @Nullable @Min(1) @Max(5) Integer rating,
        @Nullable @Pattern(regexp = "pending|ready|failed") String status,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Boolean archived,
        @Nullable @Pattern(regexp = "added|taken") String sort) {

    /** By the time they were taken, instead of the time they came here; the latest first in any case. */
    boolean byTime() {
        return "taken".equals(sort);
    }

    /** What the index of terms can tell; empty when nothing was asked for that it knows. */
    TermQuery terms(Caller caller) {
        var terms = new TermQuery();
        if (q != null) {
            Terms.words(q).forEach(word -> terms.beginning(Terms.word(word)));
        }
        if (camera != null) {
            terms.all(Terms.camera(camera));
        }
        if (lens != null) {
            terms.all(Terms.lens(lens));
        }
        if (tag != null) {
            terms.all(Terms.tag(tag));
        }
        if (rating != null) {
            List<String> stars =
                    IntStream.rangeClosed(rating, 5).mapToObj(Terms::rating).toList();
            terms.any(stars);
        }
        if (!terms.isEmpty() && !caller.admin()) {
            terms.all(Terms.studio(caller.studioId()));
        }
        return terms;
    }

    /** Words were typed, and none of them has a letter or a digit: nothing is found by them. */
    boolean findsNothing() {
        return q != null && !q.isBlank() && Terms.words(q).isEmpty();
    }
}
