package vitrine.auth.accounts;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.mail.LetterContent;
import vitrine.auth.mail.LetterOrder;

/** The letters about passwords. */
final class PasswordLetters {

    private PasswordLetters() {}

    /** Brings the link for choosing a new password; nothing is sent to an address without an account. */
    @Component
    static class Reset implements LetterContent {

        static final String KIND = "reset";

        private final Accounts accounts;
        private final PasswordReset resets;
        private final PublicHosts hosts;

        Reset(Accounts accounts, PasswordReset resets, PublicHosts hosts) {
            this.accounts = accounts;
            this.resets = resets;
            this.hosts = hosts;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Optional<Filled> fill(LetterOrder order) {
            return accounts.findByEmail(order.recipient())
                    .filter(Account::isActive)
                    .map(account -> new Filled(
                            KIND,
                            account.email(),
                            account.username(),
                            hosts.auth() + "/reset-password?token="
                                    + resets.link(account.id()).value(),
                            ""));
        }
    }

    /** Tells somebody of the account an admin made for them, and brings the link for choosing its password. */
    @Component
    static class Welcome implements LetterContent {

        static final String KIND = "welcome";

        private static final Duration LINK_LIFETIME = Duration.ofDays(7);

        private final Accounts accounts;
        private final PasswordReset resets;
        private final PublicHosts hosts;

        Welcome(Accounts accounts, PasswordReset resets, PublicHosts hosts) {
            this.accounts = accounts;
            this.resets = resets;
            this.hosts = hosts;
        }

        @Override
        public String kind() {
            return KIND;
        }

        @Override
        public Optional<Filled> fill(LetterOrder order) {
            UUID subject = order.subjectId();
            return subject == null
                    ? Optional.empty()
                    : accounts.findById(subject)
                            .filter(Account::isActive)
                            .map(account -> new Filled(
                                    KIND,
                                    account.email(),
                                    account.username(),
                                    hosts.auth() + "/reset-password?token="
                                            + resets.link(account.id(), LINK_LIFETIME)
                                                    .value(),
                                    ""));
        }
    }
}
