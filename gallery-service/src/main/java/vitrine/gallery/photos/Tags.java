package vitrine.gallery.photos;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tags of a photo: each once, however its case and accents are written, in the order they were given. */
final class Tags {

    static final int MOST = 50;
    static final int LONGEST = 64;

    private Tags() {}

    static String[] with(List<String> present, Collection<String> added) {
        Map<String, String> tags = new LinkedHashMap<>();
        present.forEach(tag -> tags.put(Terms.name(tag), tag));
        for (String tag : added) {
            String tidy = tidy(tag);
            if (tidy != null && tags.size() < MOST) {
                tags.putIfAbsent(Terms.name(tidy), tidy);
            }
        }
        return tags.values().toArray(String[]::new);
    }

    static String[] without(List<String> present, Collection<String> removed) {
        List<String> folded = removed.stream().map(Terms::name).toList();
        return present.stream().filter(tag -> !folded.contains(Terms.name(tag))).toArray(String[]::new);
    }

    /** One line, at most {@link #LONGEST} characters; null when nothing is left to find it by. */
    private static @Nullable String tidy(String tag) {
        String line = tag.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        String cut = line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)).strip();
        return Terms.name(cut).isBlank() ? null : cut;
    }
}
