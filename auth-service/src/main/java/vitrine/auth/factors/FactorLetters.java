package vitrine.auth.factors;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vitrine.auth.accounts.AccountNotice;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.mail.LetterContent;

/** The letters about factors that came or went. */
@Configuration(proxyBeanMethods = false)
class FactorLetters {

    static final String APP_ADDED = "app-added";
    static final String APP_REMOVED = "app-removed";
    static final String PASSKEY_ADDED = "passkey-added";
    static final String PASSKEY_REMOVED = "passkey-removed";

    private static final String PAGE = "/account/security";

    @Bean
    LetterContent appAdded(Accounts accounts, PublicHosts hosts) {
        return new AccountNotice(APP_ADDED, PAGE, accounts, hosts);
    }

    @Bean
    LetterContent appRemoved(Accounts accounts, PublicHosts hosts) {
        return new AccountNotice(APP_REMOVED, PAGE, accounts, hosts);
    }

    @Bean
    LetterContent passkeyAdded(Accounts accounts, PublicHosts hosts) {
        return new AccountNotice(PASSKEY_ADDED, PAGE, accounts, hosts);
    }

    @Bean
    LetterContent passkeyRemoved(Accounts accounts, PublicHosts hosts) {
        return new AccountNotice(PASSKEY_REMOVED, PAGE, accounts, hosts);
    }
}
