package vitrine.auth.accounts;

import com.fasterxml.uuid.Generators;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.auth.accounts.Refusals.CodeInvalid;
import vitrine.auth.accounts.Refusals.RegistrationClosed;
import vitrine.auth.accounts.Refusals.TokenInvalid;
import vitrine.auth.accounts.Refusals.UsernameTaken;
import vitrine.auth.mail.Letters;
import vitrine.auth.secrets.KeySecret;
import vitrine.auth.secrets.OneTimeToken;
import vitrine.auth.studios.Studio;

/** From the wish for an account to the account: nobody gets one before the address is shown to be theirs. */
@Component
public class AccountRegistration {

    private static final Duration UNCONFIRMED_KEPT = Duration.ofDays(7);

    private final Registrations registrations;
    private final Accounts accounts;
    private final AccountEvents events;
    private final Passwords passwords;
    private final Letters letters;
    private final Flaws flaws;
    private final KeySecret keySecret;
    private final BooleanSupplier open;
    private final TransactionTemplate transaction;

    AccountRegistration(
            Registrations registrations,
            Accounts accounts,
            AccountEvents events,
            Passwords passwords,
            Letters letters,
            Flaws flaws,
            KeySecret keySecret,
            @Qualifier("registrationOpen") BooleanSupplier open,
            TransactionTemplate transaction) {
        this.registrations = registrations;
        this.accounts = accounts;
        this.events = events;
        this.passwords = passwords;
        this.letters = letters;
        this.flaws = flaws;
        this.keySecret = keySecret;
        this.open = open;
        this.transaction = transaction;
    }

    public boolean isOpen() {
        return open.getAsBoolean();
    }

    /** Answers the same, after the same work, whether or not the address already has an account. */
    public Registration register(Wish wish, Locale locale) {
        if (!isOpen()) {
            throw new RegistrationClosed();
        }
        Checked checked = check(wish, locale);
        if (isTaken(checked.username())) {
            throw new UsernameTaken();
        }
        String hash = passwords.hash(checked.password());
        try {
            return transaction.execute(status -> {
                Optional<Account> owner = accounts.findByEmail(checked.email());
                Registration registration = new Registration(
                        Generators.timeBasedEpochGenerator().generate(),
                        checked.username(),
                        checked.email(),
                        hash,
                        checked.role(),
                        checked.studioName(),
                        locale.getLanguage(),
                        owner.isEmpty());
                registrations.add(registration);
                letters.order(ConfirmationLetter.KIND, checked.email(), registration.id(), locale.getLanguage());
                return registration;
            });
        } catch (DuplicateKeyException e) {
            throw new UsernameTaken();
        }
    }

    /** Sends a new code if somebody waits for one; says nothing about whether somebody does. */
    public void resend(@Nullable String email, Locale locale) {
        String address = email == null ? "" : email.strip();
        var found = flaws.found(locale);
        if (!Names.isEmail(address)) {
            found.add("email", "flaw.email");
        }
        found.refuse();
        transaction.executeWithoutResult(
                status -> letters.order(ConfirmationLetter.KIND, address, null, locale.getLanguage()));
    }

    public Account confirm(@Nullable String email, @Nullable String code) {
        String address = email == null ? "" : email.strip();
        String digits = code == null ? "" : code.replace(" ", "");
        if (!Names.isEmail(address) || !digits.matches("[0-9]{6}")) {
            throw new CodeInvalid();
        }
        // A transaction of its own: a try counts even though the request fails.
        var tried = transaction.execute(status -> registrations.countTry(address));
        UUID id = tried.stream()
                .filter(candidate -> MessageDigest.isEqual(
                        candidate.codeDigest(), ConfirmationLetter.codeDigest(keySecret, candidate.id(), digits)))
                .map(Registrations.Tried::id)
                .findFirst()
                .orElseThrow(CodeInvalid::new);
        return activate(id).orElseThrow(CodeInvalid::new);
    }

    /** Whose link it is, without using it up: mail scanners follow links too. */
    public Optional<Registration> findByLink(String token) {
        return registrations.findByLink(new OneTimeToken(token).digest());
    }

    public Account confirmByLink(String token) {
        return findByLink(token)
                .flatMap(registration -> activate(registration.id()))
                .orElseThrow(TokenInvalid::new);
    }

    private Optional<Account> activate(UUID registrationId) {
        try {
            return transaction.execute(status -> registrations
                    .take(registrationId)
                    .map(registration -> {
                        Studio studio = registration.role().hasStudio()
                                ? new Studio(studioName(registration.studioName(), registration.username()))
                                : null;
                        Account account = accounts.saveAndFlush(new Account(
                                registration.id(),
                                registration.username(),
                                registration.email(),
                                registration.passwordHash(),
                                registration.role(),
                                studio,
                                registration.language()));
                        registrations.close(registration.email());
                        events.activated(account);
                        return account;
                    }));
        } catch (org.springframework.dao.DataIntegrityViolationException e) {
            // Name or address got an account in the meantime.
            return Optional.empty();
        }
    }

    /**
     * An account for somebody whose address another provider has verified. It has a password that nobody knows; a forgotten password
     * is how its owner chooses one.
     */
    public Account admit(String email, @Nullable String name, Role role, String language) {
        String username = freeName(name == null ? email.substring(0, email.indexOf('@')) : name);
        Account account = accounts.saveAndFlush(new Account(
                Generators.timeBasedEpochGenerator().generate(),
                username,
                email,
                passwords.hash(OneTimeToken.create().value()),
                role,
                role.hasStudio() ? new Studio(studioName(null, username)) : null,
                language));
        registrations.close(email);
        events.activated(account);
        return account;
    }

    private String freeName(String wished) {
        String plain = wished.replaceAll("@.*", "").replaceAll("[^A-Za-z0-9_]", "_");
        String base = plain.length() < 3 ? "user_" + plain : plain.substring(0, Math.min(plain.length(), 40));
        String name = base;
        while (isTaken(name)) {
            name = base + "_" + ThreadLocalRandom.current().nextInt(1000, 1_000_000);
        }
        return name;
    }

    static String studioName(@Nullable String wished, String username) {
        return wished == null ? username + "'s studio" : wished;
    }

    private boolean isTaken(String username) {
        return accounts.findByUsername(username).isPresent()
                || registrations.findByUsername(username).isPresent();
    }

    private Checked check(Wish wish, Locale locale) {
        var found = flaws.found(locale);
        String username = wish.username() == null ? "" : wish.username().strip();
        String email = wish.email() == null ? "" : wish.email().strip();
        String password = wish.password() == null ? "" : wish.password();
        if (!Names.isUsername(username)) {
            found.add("username", "flaw.username");
        }
        if (!Names.isEmail(email)) {
            found.add("email", "flaw.email");
        }
        passwords.flaw(password, username, email).ifPresent(flaw -> found.add("password", flaw));
        if (!password.equals(wish.confirmPassword())) {
            found.add("confirm_password", "flaw.password.differs");
        }
        Role role = Role.USER;
        if ("photographer".equals(wish.accountType())) {
            role = Role.PHOTOGRAPHER;
        } else if (!"client".equals(wish.accountType())) {
            found.add("account_type", "flaw.account_type");
        }
        String studioName = wish.studioName() == null || wish.studioName().isBlank()
                ? null
                : wish.studioName().strip();
        if (studioName != null && !Names.isStudioName(studioName)) {
            found.add("studio_name", "flaw.studio_name");
        }
        found.refuse();
        return new Checked(username, email, password, role, studioName);
    }

    /** Names of people who never confirmed become free again. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    void sweep() {
        transaction.executeWithoutResult(status -> registrations.removeOlderThan(UNCONFIRMED_KEPT));
    }

    /** What somebody typed. */
    public record Wish(
            @Nullable String username,
            @Nullable String email,
            @Nullable String password,
            @Nullable String confirmPassword,
            @Nullable String accountType,
            @Nullable String studioName) {

        @Override
        public String toString() {
            return "Wish[username=" + username + "]";
        }
    }

    private record Checked(
            String username,
            String email,
            String password,
            Role role,
            @Nullable String studioName) {}
}
