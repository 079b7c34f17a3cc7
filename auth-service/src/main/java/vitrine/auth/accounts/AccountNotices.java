package vitrine.auth.accounts;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.mail.LetterContent;

/** The notices about passwords and addresses. */
@Configuration(proxyBeanMethods = false)
class AccountNotices {

    static final String PASSWORD_CHANGED = "password-changed";
    /** For the reader of the address before. */
    static final String EMAIL_CHANGED = "email-changed";

    @Bean
    LetterContent passwordChanged(Accounts accounts, PublicHosts hosts) {
        return new AccountNotice(PASSWORD_CHANGED, "/forgot-password", accounts, hosts);
    }

    @Bean
    LetterContent emailChanged(Accounts accounts, PublicHosts hosts) {
        return new AccountNotice(EMAIL_CHANGED, "/account/profile", accounts, hosts);
    }
}
