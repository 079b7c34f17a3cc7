package vitrine.auth.factors;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.mail.LetterContent;
import vitrine.auth.mail.LetterOrder;

/** The letters about factors that came or went. */
@Configuration(proxyBeanMethods = false)
class FactorLetters {

    static final String APP_ADDED = "app-added";
    static final String APP_REMOVED = "app-removed";
    static final String PASSKEY_ADDED = "passkey-added";
    static final String PASSKEY_REMOVED = "passkey-removed";

    @Bean
    LetterContent appAdded(Accounts accounts, PublicHosts hosts) {
        return new News(APP_ADDED, accounts, hosts);
    }

    @Bean
    LetterContent appRemoved(Accounts accounts, PublicHosts hosts) {
        return new News(APP_REMOVED, accounts, hosts);
    }

    @Bean
    LetterContent passkeyAdded(Accounts accounts, PublicHosts hosts) {
        return new News(PASSKEY_ADDED, accounts, hosts);
    }

    @Bean
    LetterContent passkeyRemoved(Accounts accounts, PublicHosts hosts) {
        return new News(PASSKEY_REMOVED, accounts, hosts);
    }

    private record News(String kind, Accounts accounts, PublicHosts hosts) implements LetterContent {

        @Override
        public Optional<Filled> fill(LetterOrder order) {
            UUID subject = order.subjectId();
            // To the address it was ordered for: whoever changed a factor may have changed the address since.
            return subject == null
                    ? Optional.empty()
                    : accounts.findById(subject)
                            .map(account -> new Filled(
                                    kind,
                                    order.recipient(),
                                    account.username(),
                                    hosts.auth() + "/account/security",
                                    ""));
        }
    }
}
