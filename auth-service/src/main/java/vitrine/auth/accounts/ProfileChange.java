package vitrine.auth.accounts;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.auth.accounts.Refusals.AccountMissing;
import vitrine.auth.accounts.Refusals.UsernameTaken;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.studios.Studio;
import vitrine.auth.studios.StudioRole;

/** What somebody changes about the own account without being asked for the password. */
@Component
class ProfileChange {

    private static final Set<String> LANGUAGES = Set.of("en", "de");

    private final Accounts accounts;
    private final Registrations registrations;
    private final StudioMembers members;
    private final AccountEvents events;
    private final Flaws flaws;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    ProfileChange(
            Accounts accounts,
            Registrations registrations,
            StudioMembers members,
            AccountEvents events,
            Flaws flaws,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.registrations = registrations;
        this.members = members;
        this.events = events;
        this.flaws = flaws;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** Fields that are null stay as they are. */
    Account change(UUID id, ProfileEdit wish, Locale locale) {
        String username = stripped(wish.username());
        String studioName = stripped(wish.studioName());
        var found = flaws.found(locale);
        if (username != null && !Names.isUsername(username)) {
            found.add("username", "flaw.username");
        }
        if (studioName != null && !Names.isStudioName(studioName)) {
            found.add("studio_name", "flaw.studio_name.empty");
        }
        if (wish.language() != null && !LANGUAGES.contains(wish.language())) {
            found.add("language", "flaw.language");
        }
        found.refuse();
        try {
            return transaction.execute(status -> {
                Account account =
                        accounts.findForChange(id).filter(Account::isActive).orElseThrow(AccountMissing::new);
                if (studioName != null && !mayRenameStudio(account)) {
                    found.add("studio_name", "flaw.studio_name.none");
                    found.refuse();
                }
                Map<String, String> before = apply(account, username, studioName, wish.language());
                Account saved = accounts.saveAndFlush(account);
                if (before.containsKey("username") || before.containsKey("language")) {
                    events.changed(saved);
                }
                if (!before.isEmpty()) {
                    audit.record("account.changed", id, id, Map.of("before", before));
                }
                return saved;
            });
        } catch (DataIntegrityViolationException e) {
            throw new UsernameTaken();
        }
    }

    /** Other members leave its name alone. */
    static boolean mayRenameStudio(Account account) {
        return account.studio() != null && account.studioRole() == StudioRole.OWNER;
    }

    private Map<String, String> apply(
            Account account, @Nullable String username, @Nullable String studioName, @Nullable String language) {
        Map<String, String> before = new LinkedHashMap<>();
        if (username != null && !username.equals(account.username())) {
            // One's own name in other letters is free; a name that waits for its confirmation is not.
            if (!username.equalsIgnoreCase(account.username())
                    && (accounts.findByUsername(username).isPresent()
                            || registrations.findByUsername(username).isPresent())) {
                throw new UsernameTaken();
            }
            before.put("username", account.username());
            account.rename(username);
        }
        Studio studio = account.studio();
        if (studio != null && studioName != null && !studioName.equals(studio.name())) {
            before.put("studio_name", studio.name());
            members.rename(studio, studioName);
        }
        if (language != null && !language.equals(account.language())) {
            before.put("language", account.language());
            account.speak(language);
        }
        return before;
    }

    private static @Nullable String stripped(@Nullable String value) {
        return value == null ? null : value.strip();
    }

    record ProfileEdit(
            @Nullable String username,
            @Nullable String studioName,
            @Nullable String language) {}
}
