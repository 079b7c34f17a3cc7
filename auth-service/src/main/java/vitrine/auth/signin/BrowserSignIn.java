package vitrine.auth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.factors.SecondFactors;
import vitrine.auth.sessions.Factor;
import vitrine.auth.sessions.ShownFactors;
import vitrine.auth.sessions.SingleSignOut;
import vitrine.auth.sessions.SsoSession;
import vitrine.auth.sessions.SsoSessions;

/** Begins and ends the single sign-on session of the browser that asks. */
@Component
class BrowserSignIn {

    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository csrfTokens;
    private final SingleSignOut signOut;
    private final SecondFactors factors;
    private final SecondStep secondStep;
    private final ReturnTargets targets;
    private final SsoSessions sessions;
    private final AuditLog audit;

    BrowserSignIn(
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            SingleSignOut signOut,
            SecondFactors factors,
            SecondStep secondStep,
            ReturnTargets targets,
            SsoSessions sessions,
            AuditLog audit) {
        this.contexts = contexts;
        this.csrfTokens = csrfTokens;
        this.signOut = signOut;
        this.factors = factors;
        this.secondStep = secondStep;
        this.targets = targets;
        this.sessions = sessions;
        this.audit = audit;
    }

    static Optional<SsoSession> current() {
        return SsoSession.of(SecurityContextHolder.getContext().getAuthentication());
    }

    /**
     * After the first factor, be it a password, a code by mail or another provider's word: opens the session, unless the account has a
     * second factor, which then comes next.
     *
     * @return where the browser goes now
     */
    String signIn(Account account, Factor shown, HttpServletRequest request, HttpServletResponse response) {
        if (!factors.of(account.id()).any()) {
            return complete(account, ShownFactors.now(shown), request, response);
        }
        HttpSession session = renew(account, request, response);
        secondStep.begin(account, shown, session);
        return "redirect:/sign-in/second-factor";
    }

    /**
     * Opens the session: everything that this account asks for has been shown. Whoever is signed in already and shows it again goes on in
     * the same session, so that no application takes it for a sign-out.
     */
    String complete(Account account, ShownFactors shown, HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = renew(account, request, response);
        secondStep.end(session);
        session.setMaxInactiveInterval((int) SsoSession.LIFETIME.toSeconds());
        SsoSession going = current().orElseGet(() -> {
            SsoSession begun = SsoSession.begin(account.id());
            sessions.begin(begun, request);
            return begun;
        });
        sessions.proved(going);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(going.authentication(shown));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        audit.record(
                "sign-in.succeeded",
                account.id(),
                account.id(),
                Map.of("username", account.username(), "session", going.sid()));
        return "redirect:" + targets.take(request, response);
    }

    /** Session id and CSRF token from before a step of signing in are worth nothing after it. Somebody else is signed out. */
    private HttpSession renew(Account account, HttpServletRequest request, HttpServletResponse response) {
        current().filter(session -> !session.accountId().equals(account.id())).ifPresent(session -> {
            Map<String, Object> kept = ReturnTargets.carryOver(request.getSession());
            signOut.end(session);
            request.getSession().invalidate();
            SecurityContextHolder.clearContext();
            kept.forEach(request.getSession()::setAttribute);
        });
        HttpSession session = request.getSession();
        request.changeSessionId();
        csrfTokens.saveToken(null, request, response);
        return session;
    }

    void signOut(HttpServletRequest request) {
        current().ifPresent(signOut::end);
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }
}
