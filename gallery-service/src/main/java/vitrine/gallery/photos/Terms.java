package vitrine.gallery.photos;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a photo is found by. One index holds all kinds, so that any combination is one look into it; a letter before the
 * colon tells them apart: {@code s} the studio, {@code w} a word of its texts, {@code t} a tag, {@code c} the camera,
 * {@code l} the lens, {@code r} the stars.
 */
public final class Terms {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final int LONGEST_WORD = 64;
    /** PostgreSQL takes terms of up to 2,046 bytes. */
    private static final int LONGEST_NAME = 200;

    private static final int MOST_WORDS = 1_000;

    private Terms() {}

    static String[] of(
            UUID studioId,
            Collection<@Nullable String> texts,
            Collection<String> tags,
            @Nullable String camera,
            @Nullable String lens,
            int rating) {
        Set<String> terms = new LinkedHashSet<>();
        for (String text : texts) {
            if (text != null) {
                words(text).forEach(word -> terms.add("w:" + word));
            }
        }
        for (String tag : tags) {
            words(tag).forEach(word -> terms.add("w:" + word));
        }
        Set<String> all = new LinkedHashSet<>(List.copyOf(terms).subList(0, Math.min(terms.size(), MOST_WORDS)));
        tags.forEach(tag -> all.add(tag(tag)));
        all.add(studio(studioId));
        all.add(rating(rating));
        if (camera != null) {
            all.add(camera(camera));
        }
        if (lens != null) {
            all.add(lens(lens));
        }
        return all.toArray(String[]::new);
    }

    public static String studio(UUID id) {
        return "s:" + id;
    }

    public static String tag(String tag) {
        return "t:" + name(tag);
    }

    public static String camera(String camera) {
        return "c:" + name(camera);
    }

    public static String lens(String lens) {
        return "l:" + name(lens);
    }

    public static String rating(int stars) {
        return "r:" + stars;
    }

    /** A word of which the beginning was typed is found too; see {@code :*} of PostgreSQL. */
    public static String word(String word) {
        return "w:" + word;
    }

    /** Letters and digits as one finds them: without case and accents, ligatures and wide forms taken apart. */
    public static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(folded(text));
        while (matcher.find() && words.size() < MOST_WORDS) {
            String word = matcher.group();
            words.add(word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD));
        }
        return words;
    }

    /** A whole name in the form it is compared in. */
    public static String name(String text) {
        String folded = folded(text);
        return folded.length() <= LONGEST_NAME ? folded : folded.substring(0, LONGEST_NAME);
    }

    private static String folded(String text) {
        String apart = Normalizer.normalize(text.strip(), Normalizer.Form.NFKD);
        return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT).replace("ß", "ss");
    }
}
