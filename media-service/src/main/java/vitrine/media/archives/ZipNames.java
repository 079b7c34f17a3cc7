package vitrine.media.archives;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vitrine.media.delivery.DownloadName;

/**
 * The names of files in one ZIP: nothing that leads out of a folder or that some system cannot store, and no two that a
 * file system could take for one another.
 */
final class ZipNames {

    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
            "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");
    private static final int LONGEST_EXTENSION = 10;

    private final Map<String, Integer> taken = new HashMap<>();

    /** The name, or the name with a number when it is taken. */
    String add(String wanted) {
        String name = storable(Normalizer.normalize(DownloadName.harmless(wanted), Normalizer.Form.NFC));
        if (taken.putIfAbsent(folded(name), 1) == null) {
            return name;
        }
        int dot = dot(name);
        while (true) {
            int number = taken.merge(folded(name), 1, Integer::sum);
            String next = name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
            if (taken.putIfAbsent(folded(next), 1) == null) {
                return next;
            }
        }
    }

    /** The same name for a JPEG. */
    static String asJpeg(String name) {
        return name.substring(0, dot(name)) + ".jpg";
    }

    /** Windows keeps some names for devices, whatever their ending, and drops dots and blanks at the end. */
    private static String storable(String name) {
        String kept = name.replaceFirst("[. ]+$", "");
        if (kept.isEmpty()) {
            return "photo";
        }
        int dot = kept.indexOf('.');
        String stem = dot < 0 ? kept : kept.substring(0, dot);
        return DEVICES.contains(stem.strip().toLowerCase(Locale.ROOT)) ? "_" + kept : kept;
    }

    private static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static int dot(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? dot : name.length();
    }
}
