package vitrine.auth.accounts;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.mail.LetterContent;

/** The notices about passwords. */
@Configuration(proxyBeanMethods = false)
class AccountNotices {

    static final String PASSWORD_CHANGED = "password-changed";

    @Bean
    LetterContent passwordChanged(Accounts accounts, PublicHosts hosts) {
        return new AccountNotice(PASSWORD_CHANGED, "/forgot-password", accounts, hosts);
    }
}
