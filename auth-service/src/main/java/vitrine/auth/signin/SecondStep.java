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
import vitrine.auth.sessions.Factor;
import vitrine.auth.sessions.ShownFactors;

/** Between the right password and the second factor: a browser whose person is known and may do nothing yet. */
@Component
class SecondStep {

    static final Duration LASTS = Duration.ofMinutes(10);

    private static final String WAITING = SecondStep.class.getName() + ".waiting";

    private final Accounts accounts;

    SecondStep(Accounts accounts) {
        this.accounts = accounts;
    }

    /** @param shown what came before */
    void begin(Account account, Factor shown, HttpSession session) {
        session.setAttribute(WAITING, new Waiting(account.id(), ShownFactors.now(shown), Instant.now()));
    }

    /** What was shown here already, and the factor that completes it. */
    ShownFactors with(Factor factor, HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(WAITING) instanceof Waiting waiting
                ? waiting.shown().andNow(factor)
                : ShownFactors.now(factor);
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

    private record Waiting(UUID accountId, ShownFactors shown, Instant since) implements Serializable {}
}
