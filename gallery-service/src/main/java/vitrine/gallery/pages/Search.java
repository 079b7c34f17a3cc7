package vitrine.gallery.pages;

import org.jspecify.annotations.Nullable;

/** Finds texts that contain what a person typed. */
public final class Search {

    private Search() {}

    /** A pattern for {@code ilike} in which nothing typed is a wildcard; matches all when nothing was typed. */
    public static String pattern(@Nullable String typed) {
        return typed == null || typed.isBlank() ? "%" : "%" + typed.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
