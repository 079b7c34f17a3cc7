package vitrine.media.storage;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Name of one stored object, the same on every back end. It is made of ids and words of our own only, and {@link #path()}
 * of one is never the beginning of another's followed by a slash.
 */
public sealed interface ObjectName {

    /** Relative, with slashes, of lower-case letters, digits, hyphens and one dot at most. */
    String path();

    static ObjectName incoming(UUID id) {
        return new Incoming(id);
    }

    static ObjectName original(OriginalKey key) {
        return new Original(key);
    }

    /** @param name such as {@code preview} */
    static ObjectName rendition(OriginalKey key, String name) {
        return new Rendition(key, name);
    }

    /** Bytes that nobody relies on yet. */
    record Incoming(UUID id) implements ObjectName {
        @Override
        public String path() {
            return "incoming/" + id;
        }
    }

    /** What was confirmed, untouched. */
    record Original(OriginalKey key) implements ObjectName {
        @Override
        public String path() {
            return "originals/" + key;
        }
    }

    /** A JPEG made from an original. */
    record Rendition(OriginalKey key, String name) implements ObjectName {

        private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

        public Rendition {
            if (!FORM.matcher(name).matches()) {
                throw new IllegalArgumentException("Not a rendition: " + name);
            }
        }

        @Override
        public String path() {
            return folder(key) + name + ".jpg";
        }

        /** With its closing slash: what starts with it is a rendition of that original and nothing else. */
        static String folder(OriginalKey key) {
            return "renditions/" + key.owner() + "/" + key.photoId() + "/";
        }
    }
}
