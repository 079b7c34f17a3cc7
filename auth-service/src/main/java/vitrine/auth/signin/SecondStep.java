package vitrine.auth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;

/** Between the right password and the second factor: a browser whose person is known and may do nothing yet. */
@Component
class SecondStep {

    static final Duration LASTS = Duration.ofMinutes(10);

    private static final String WAITING = SecondStep.class.getName() + ".waiting";

    private final Accounts accounts;

    SecondStep(Accounts accounts) {
        this.accounts = accounts;
    }

    void begin(Account account, HttpSession session) {
        session.setAttribute(WAITING, new Waiting(account.id(), Instant.now()));
    }

    /** Who still has to show a second factor here. */
    Optional<Account> waiting(HttpServletRequest request) {
        return waiting(request, Instant.now());
    }

    Optional<Account> waiting(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(WAITING) instanceof Waiting waiting
                        && waiting.since().plus(LASTS).isAfter(now)
                ? accounts.findById(waiting.accountId()).filter(Account::isActive)
                : Optional.empty();
    }

    void end(HttpSession session) {
        session.removeAttribute(WAITING);
    }

    private record Waiting(UUID accountId, Instant since) implements Serializable {}
}
