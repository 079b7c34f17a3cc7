package vitrine.auth.factors;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.administration.Settings;
import vitrine.auth.sessions.SsoSession;

/**
 * Whose role has to have a second factor and who has none goes no further than to the page that adds one: no other page of the account
 * opens, and the provider asks here before it gives an application a code. Asked at each request, it also holds for sessions from before
 * the rule.
 */
@Component
@Order(RequiredFactor.AHEAD_OF_SECURITY)
public class RequiredFactor extends OncePerRequestFilter {

    /** After the session is there. */
    static final int AHEAD_OF_SECURITY = -101;

    private final Settings settings;
    private final SecondFactors factors;
    private final Accounts accounts;
    private final SecurityContextRepository contexts;
    private final RequestCache savedRequests;
    private final RequestMatcher guarded;

    RequiredFactor(
            Settings settings,
            SecondFactors factors,
            Accounts accounts,
            SecurityContextRepository contexts,
            RequestCache savedRequests) {
        this.settings = settings;
        this.factors = factors;
        this.accounts = accounts;
        this.contexts = contexts;
        this.savedRequests = savedRequests;
        var paths = PathPatternRequestMatcher.withDefaults();
        this.guarded = new AndRequestMatcher(
                paths.matcher("/account/**"), new NegatedRequestMatcher(paths.matcher("/account/security/**")));
    }

    /** Whether this account must add a second factor before anything else. */
    public boolean isMissing(Account account) {
        return settings.secondFactorRequiredFor(account.role())
                && !factors.of(account.id()).any();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean held = guarded.matches(request)
                && SsoSession.of(contexts.loadDeferredContext(request).get().getAuthentication())
                        .flatMap(session -> accounts.findById(session.accountId()))
                        .filter(this::isMissing)
                        .isPresent();
        if (held) {
            // What an application asked for is taken up again once there is a factor.
            savedRequests.saveRequest(request, response);
            response.sendRedirect("/account/security?notice=required");
        } else {
            chain.doFilter(request, response);
        }
    }
}
