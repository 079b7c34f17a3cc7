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
import vitrine.auth.factors.StepUp;
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
    String signIn(Account account, HttpServletRequest request, HttpServletResponse response) {
        if (!factors.of(account.id()).any()) {
            return complete(account, request, response);
        }
        HttpSession session = renew(request, response);
        secondStep.begin(account, session);
        return "redirect:/sign-in/second-factor";
    }

    /** Opens the session: everything that this account asks for has been shown. */
    String complete(Account account, HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = renew(request, response);
        secondStep.end(session);
        StepUp.proved(session);
        session.setMaxInactiveInterval((int) SsoSession.LIFETIME.toSeconds());
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        SsoSession begun = SsoSession.begin(account.id());
        context.setAuthentication(begun.authentication());
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        sessions.begin(begun, request);
        audit.record(
                "sign-in.succeeded",
                account.id(),
                account.id(),
                Map.of("username", account.username(), "session", begun.sid()));
        return "redirect:" + targets.take(request, response);
    }

    /** Session id and CSRF token from before a step of signing in are worth nothing after it. */
    private HttpSession renew(HttpServletRequest request, HttpServletResponse response) {
        current().ifPresent(session -> {
            signOut.end(session);
            request.getSession().invalidate();
            SecurityContextHolder.clearContext();
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
