package vitrine.auth.accounts;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A wish for an account, waiting for its address to be confirmed.
 *
 * @param confirmable false where the address already has an account: from outside it looks like any other
 */
public record Registration(
        UUID id,
        String username,
        String email,
        String passwordHash,
        Role role,
        @Nullable String studioName,
        String language,
        boolean confirmable) {}
