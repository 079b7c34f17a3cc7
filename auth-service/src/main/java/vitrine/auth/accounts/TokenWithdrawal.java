package vitrine.auth.accounts;

import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes void what tokens an account has, on every service; what may be had instead is decided where it is asked for. */
@Component
public class TokenWithdrawal {

    /** Until the reason for it is committed, and known to every instance, new ones may still be issued. */
    private static final Duration UNTIL_KNOWN = Duration.ofSeconds(1);

    private final Accounts accounts;
    private final AccountEvents events;

    TokenWithdrawal(Accounts accounts, AccountEvents events) {
        this.accounts = accounts;
        this.events = events;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void withdraw(UUID accountId) {
        accounts.findForChange(accountId).ifPresent(account -> {
            account.withdrawTokens(UNTIL_KNOWN);
            events.changed(accounts.saveAndFlush(account));
        });
    }
}
