package vitrine.auth.factors;

import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.TokenWithdrawal;
import vitrine.auth.administration.Settings.SecondFactorNowRequired;

/**
 * What was issued to an account before it needed a second factor ends when it does: access tokens everywhere within a second. API and
 * refresh tokens open nothing from then on and work again once there is a factor, see {@link RequiredFactor}.
 */
@Component
class MissingFactors {

    private final JdbcClient jdbc;
    private final TokenWithdrawal tokens;
    private final RequiredFactor required;

    MissingFactors(JdbcClient jdbc, TokenWithdrawal tokens, RequiredFactor required) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.required = required;
    }

    /** The rule came to the accounts. */
    @EventListener
    void on(SecondFactorNowRequired rule) {
        jdbc.sql("""
                select id from account a where active and role in (:roles)
                    and not exists (select 1 from totp t where t.account_id = a.id and t.confirmed_at is not null)
                    and not exists (select 1 from passkey p where p.account_id = a.id)
                order by id""")
                .param("roles", rule.roles().stream().map(Enum::name).toList())
                .query(UUID.class)
                .list()
                .forEach(tokens::withdraw);
    }

    /** An account that is under the rule gave its last factor up. */
    void lastOneGone(Account account) {
        if (required.isMissing(account)) {
            tokens.withdraw(account.id());
        }
    }
}
