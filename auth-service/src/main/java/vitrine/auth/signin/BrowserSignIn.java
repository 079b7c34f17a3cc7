package vitrine.auth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;
import vitrine.auth.accounts.Account;
import vitrine.auth.sessions.SingleSignOut;
import vitrine.auth.sessions.SsoSession;

/** Begins and ends the single sign-on session of the browser that asks. */
@Component
class BrowserSignIn {

    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository csrfTokens;
    private final SingleSignOut signOut;

    BrowserSignIn(SecurityContextRepository contexts, CsrfTokenRepository csrfTokens, SingleSignOut signOut) {
        this.contexts = contexts;
        this.csrfTokens = csrfTokens;
        this.signOut = signOut;
    }

    static Optional<SsoSession> current() {
        return SsoSession.of(SecurityContextHolder.getContext().getAuthentication());
    }

    /** Session id and CSRF token from before sign-in are worth nothing after it. */
    void signIn(Account account, HttpServletRequest request, HttpServletResponse response) {
        current().ifPresent(signOut::end);
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setMaxInactiveInterval((int) SsoSession.LIFETIME.toSeconds());
        csrfTokens.saveToken(null, request, response);
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(SsoSession.begin(account.id()).authentication());
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
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
