package vitrine.auth.factors;

import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.sessions.SsoSession;

/** Whose browser it is; the account pages are reached by nobody else. */
@Component
class CurrentPerson {

    private final Accounts accounts;

    CurrentPerson(Accounts accounts) {
        this.accounts = accounts;
    }

    Account account() {
        return SsoSession.of(SecurityContextHolder.getContext().getAuthentication())
                .flatMap(session -> accounts.findById(session.accountId()))
                .orElseThrow();
    }
}
