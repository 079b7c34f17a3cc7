package vitrine.media.storage;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of an original in storage, {@code {account}/{photo}.{ext}}: never anything a person typed, so it can neither
 * leave its folder nor be the beginning of another key's path.
 */
public record OriginalKey(UUID owner, UUID photoId, String extension) {

    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Pattern EXTENSION = Pattern.compile("[a-z]{3,4}");
    private static final Pattern FORM = Pattern.compile("(" + ID + ")/(" + ID + ")\\.(" + EXTENSION + ")");

    public OriginalKey {
        if (!EXTENSION.matcher(extension).matches()) {
            throw new IllegalArgumentException("Not an extension: " + extension);
        }
    }

    public static Optional<OriginalKey> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(
                        new OriginalKey(UUID.fromString(form.group(1)), UUID.fromString(form.group(2)), form.group(3)))
                : Optional.empty();
    }

    String fileName() {
        return photoId + "." + extension;
    }

    @Override
    public String toString() {
        return owner + "/" + fileName();
    }
}
