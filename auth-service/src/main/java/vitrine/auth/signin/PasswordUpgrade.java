package vitrine.auth.signin;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Passwords;

/** A right password is the only chance to hash it better. */
@Component
class PasswordUpgrade {

    private final Passwords passwords;
    private final JdbcClient jdbc;

    PasswordUpgrade(Passwords passwords, JdbcClient jdbc) {
        this.passwords = passwords;
        this.jdbc = jdbc;
    }

    /** Not a change of the account that anybody hears of; lost if the password is changed at the same moment. */
    void ifOutdated(Account account, String password) {
        passwords
                .upgraded(password, account.passwordHash())
                .ifPresent(hash -> jdbc.sql("update account set password_hash = ? where id = ? and password_hash = ?")
                        .param(hash)
                        .param(account.id())
                        .param(account.passwordHash())
                        .update());
    }
}
