package vitrine.auth.accounts;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.mail.LetterContent;
import vitrine.auth.mail.LetterOrder;
import vitrine.auth.secrets.KeySecret;
import vitrine.auth.secrets.OneTimeToken;

/** The letters about a change of address, and the one that says that the account is gone. */
final class EmailLetters {

    private static final Duration CODE_LIFETIME = Duration.ofMinutes(15);
    private static final SecureRandom RANDOM = new SecureRandom();

    private EmailLetters() {}

    static byte[] codeDigest(KeySecret secret, UUID account, String email, String code) {
        return secret.digest("email " + account + " " + email + " " + code);
    }

    /**
     * Asks the reader of the new address to confirm it. The code is made as the letter leaves, so its time runs from then. An address
     * that has an account gets told that instead.
     */
    @Component
    static class Confirm implements LetterContent {

        static final String KIND = "email-change";

        private final EmailChanges changes;
        private final Accounts accounts;
        private final KeySecret keySecret;
        private final PublicHosts hosts;

        Confirm(EmailChanges changes, Accounts accounts, KeySecret keySecret, PublicHosts hosts) {
            this.changes = changes;
            this.accounts = accounts;
            this.keySecret = keySecret;
            this.hosts = hosts;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Optional<Filled> fill(LetterOrder order) {
            UUID id = order.subjectId();
            if (id == null) {
                return Optional.empty();
            }
            return changes.waiting(id)
                    .filter(email -> email.equals(order.recipient()))
                    .flatMap(email -> accounts.findByEmail(email).isPresent() ? tellOwner(email) : ask(id, email));
        }

        private Optional<Filled> ask(UUID id, String email) {
            return accounts.findById(id).filter(Account::isActive).map(account -> {
                String code = "%06d".formatted(RANDOM.nextInt(1_000_000));
                OneTimeToken link = OneTimeToken.create();
                Instant now = Instant.now();
                changes.secure(
                        id,
                        codeDigest(keySecret, id, email, code),
                        now.plus(CODE_LIFETIME),
                        link.digest(),
                        now.plus(EmailChanges.WAITING));
                return new Filled(
                        KIND, email, account.username(), hosts.auth() + "/confirm-email?token=" + link.value(), code);
            });
        }

        private Optional<Filled> tellOwner(String email) {
            return accounts.findByEmail(email)
                    .filter(Account::isActive)
                    .map(owner -> new Filled("email-taken", owner.email(), owner.username(), "", ""));
        }
    }

    /** For the reader of the address before, with the way to take the change back. */
    @Component
    static class Changed implements LetterContent {

        static final String KIND = "email-changed";

        private final EmailUndos undos;
        private final Accounts accounts;
        private final PublicHosts hosts;

        Changed(EmailUndos undos, Accounts accounts, PublicHosts hosts) {
            this.undos = undos;
            this.accounts = accounts;
            this.hosts = hosts;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Optional<Filled> fill(LetterOrder order) {
            UUID id = order.subjectId();
            return id == null
                    ? Optional.empty()
                    : accounts.findById(id)
                            .flatMap(account -> undos.link(id, order.recipient())
                                    .map(link -> new Filled(
                                            KIND,
                                            order.recipient(),
                                            account.username(),
                                            hosts.auth() + "/restore-email?token=" + link.value(),
                                            "")));
        }
    }

    @Component
    static class Deleted implements LetterContent {

        static final String KIND = "account-deleted";

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Optional<Filled> fill(LetterOrder order) {
            String name = order.name();
            return Optional.of(new Filled(KIND, order.recipient(), name == null ? "" : name, "", ""));
        }
    }
}
