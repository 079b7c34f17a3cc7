package vitrine.auth.accounts;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.auth.studios.Studio;

/** An account as its owner sees it. */
public record AccountView(
        UUID id,
        String username,
        String email,
        List<String> roles,
        @Nullable StudioView studio) {

    public static AccountView of(Account account) {
        Studio studio = account.studio();
        return new AccountView(
                account.id(),
                account.username(),
                account.email(),
                account.roles(),
                studio == null ? null : new StudioView(studio.id(), studio.name()));
    }

    public record StudioView(UUID id, String name) {}
}
