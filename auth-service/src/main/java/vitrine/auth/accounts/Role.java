package vitrine.auth.accounts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an account may do; each account has one. */
public enum Role {
    ADMIN,
    PHOTOGRAPHER,
    USER,
    VIEWER;

    /** As it appears in tokens, events and the API. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Runs a studio, and therefore has one. */
    boolean hasStudio() {
        return this == ADMIN || this == PHOTOGRAPHER;
    }

    static Optional<Role> titled(String title) {
        return Arrays.stream(values())
                .filter(role -> role.title().equals(title))
                .findFirst();
    }
}
