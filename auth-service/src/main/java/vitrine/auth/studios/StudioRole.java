package vitrine.auth.studios;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a member may do with the studio itself; what members do with photos does not depend on it. */
public enum StudioRole {
    /** Decides everything about the studio. */
    OWNER,
    /** Invites and removes members. */
    MANAGER,
    MEMBER;

    /** As it appears in tokens and the API. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it may invite, change and remove somebody of the other role. */
    public boolean decidesOver(StudioRole other) {
        return this == OWNER || this == MANAGER && other == MEMBER;
    }

    public static Optional<StudioRole> titled(String title) {
        return Arrays.stream(values())
                .filter(role -> role.title().equals(title))
                .findFirst();
    }
}
