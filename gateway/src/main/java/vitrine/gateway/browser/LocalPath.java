package vitrine.gateway.browser;

import org.jspecify.annotations.Nullable;

/** Where a browser goes on after signing in: always a page of the same host. */
final class LocalPath {

    private static final int MAX_LENGTH = 2000;

    private LocalPath() {}

    /** The path given, if browsers cannot read it as anything else; the start page otherwise. */
    static String of(@Nullable String next) {
        return next != null && isLocal(next) ? next : "/";
    }

    private static boolean isLocal(String next) {
        return next.startsWith("/")
                // Browsers read "//host" and "/\host" as another host, and drop tabs and newlines before they look.
                && !next.startsWith("//")
                && next.length() <= MAX_LENGTH
                && next.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\')
                && !next.startsWith("/auth/");
    }
}
