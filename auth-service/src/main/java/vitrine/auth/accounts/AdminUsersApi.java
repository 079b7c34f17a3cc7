package vitrine.auth.accounts;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.auth.accounts.Refusals.AccountMissing;
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
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > 200) {
            throw new InvalidFields("limit", "must be between 1 and 200");
        }
        if (q.length() > 254 || q.indexOf(0) >= 0) {
            throw new InvalidFields("q", "must be at most 254 characters of text");
        }
        String pattern = "%" + q.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
        List<Account> found = accounts.page(
                cursor == null ? AFTER_ALL : position(cursor),
                pattern,
                role == null || role.isEmpty() ? EnumSet.allOf(Role.class) : EnumSet.of(role(role)),
                active == null ? List.of(true, false) : List.of(active),
                Limit.of(limit + 1));
        boolean more = found.size() > limit;
        List<User> items = found.stream().limit(limit).map(User::of).toList();
        return new UserPage(items, more ? cursor(items.getLast().id()) : null);
    }

    @PostMapping("/api/admin/user/{id}/role")
    User role(@PathVariable UUID id, @RequestBody NewRole wanted, @AuthenticationPrincipal Jwt token) {
        return User.of(administration.assignRole(id, role(wanted.role()), actor(token)));
    }

    @PostMapping("/api/admin/user/{id}/deactivate")
    User deactivate(@PathVariable UUID id, @AuthenticationPrincipal Jwt token) {
        return User.of(administration.deactivate(id, actor(token)));
    }

    @PostMapping("/api/admin/user/{id}/reactivate")
    User reactivate(@PathVariable UUID id, @AuthenticationPrincipal Jwt token) {
        return User.of(administration.reactivate(id, actor(token)));
    }

    @PostMapping(path = "/api/admin/users", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    User create(@RequestBody NewUser wanted, @AuthenticationPrincipal Jwt token) {
        return User.of(administration.create(
                new AccountAdministration.NewAccount(
                        stripped(wanted.username()),
                        stripped(wanted.email()),
                        role(wanted.role()),
                        stripped(wanted.studioName()).isEmpty() ? null : stripped(wanted.studioName()),
                        wanted.language() == null ? "en" : wanted.language()),
                actor(token)));
    }

    @GetMapping("/api/admin/users/{id}")
    UserDetails user(@PathVariable UUID id) {
        Account account = accounts.findById(id).orElseThrow(AccountMissing::new);
        return new UserDetails(User.of(account), account.language(), administration.sessions(id));
    }

    @PostMapping("/api/admin/users/{id}/end-sessions")
    User endSessions(@PathVariable UUID id, @AuthenticationPrincipal Jwt token) {
        return User.of(administration.endSessions(id, actor(token)));
    }

    private static UUID actor(Jwt token) {
        return UUID.fromString(token.getSubject());
    }

    private static Role role(@Nullable String title) {
        return Role.titled(title == null ? "" : title)
                .orElseThrow(() -> new InvalidFields("role", "must be admin, photographer, user or viewer"));
    }

    private static String stripped(@Nullable String value) {
        return value == null ? "" : value.strip();
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

    record NewUser(
            @Nullable String username,
            @Nullable String email,
            @Nullable String role,
            @Nullable String studioName,
            @Nullable String language) {}

    /** @param sessions browsers signed in at the moment */
    record UserDetails(User user, String language, long sessions) {}

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
