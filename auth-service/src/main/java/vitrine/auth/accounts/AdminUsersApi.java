package vitrine.auth.accounts;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vitrine.auth.problems.InvalidFields;

/** The platform's people, for its admins. */
@RestController
class AdminUsersApi {

    private static final UUID AFTER_ALL = new UUID(-1, -1);

    private final Accounts accounts;
    private final AccountAdministration administration;

    AdminUsersApi(Accounts accounts, AccountAdministration administration) {
        this.accounts = accounts;
        this.administration = administration;
    }

    @GetMapping("/api/admin/users")
    UserPage list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > 200) {
            throw new InvalidFields("limit", "must be between 1 and 200");
        }
        if (q.length() > 254 || q.indexOf(0) >= 0) {
            throw new InvalidFields("q", "must be at most 254 characters of text");
        }
        String pattern = "%" + q.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
        List<Account> found =
                accounts.page(cursor == null ? AFTER_ALL : position(cursor), pattern, Limit.of(limit + 1));
        boolean more = found.size() > limit;
        List<User> items = found.stream().limit(limit).map(User::of).toList();
        return new UserPage(items, more ? cursor(items.getLast().id()) : null);
    }

    @PostMapping("/api/admin/user/{id}/role")
    User role(@PathVariable UUID id, @RequestBody NewRole wanted) {
        Role role = Role.titled(wanted.role() == null ? "" : wanted.role())
                .orElseThrow(() -> new InvalidFields("role", "must be admin, photographer, user or viewer"));
        return User.of(administration.assignRole(id, role));
    }

    @PostMapping("/api/admin/user/{id}/deactivate")
    User deactivate(@PathVariable UUID id) {
        return User.of(administration.deactivate(id));
    }

    @PostMapping("/api/admin/user/{id}/reactivate")
    User reactivate(@PathVariable UUID id) {
        return User.of(administration.reactivate(id));
    }

    private static String cursor(UUID id) {
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static UUID position(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == 16) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                return new UUID(buffer.getLong(), buffer.getLong());
            }
        } catch (IllegalArgumentException e) {
            // Answered below, as any other cursor that was not given out.
        }
        throw new InvalidFields("cursor", "is not one that was given out");
    }

    record NewRole(@Nullable String role) {}

    record UserPage(List<User> items, @Nullable String nextCursor) {}

    record User(
            UUID id,
            String username,
            String email,
            List<String> roles,
            boolean active,
            AccountView.@Nullable StudioView studio,
            Instant createdAt) {

        static User of(Account account) {
            return new User(
                    account.id(),
                    account.username(),
                    account.email(),
                    account.roles(),
                    account.isActive(),
                    AccountView.of(account).studio(),
                    account.createdAt());
        }
    }
}
