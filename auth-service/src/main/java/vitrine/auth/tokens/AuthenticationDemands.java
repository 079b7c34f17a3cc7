package vitrine.auth.tokens;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.factors.RequiredFactor;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.sessions.ShownFactors;
import vitrine.auth.sessions.SsoSession;

/**
 * Sees to it that the person is signed in the way the application wants it, before there is a code: again ({@code prompt=login}), recently
 * ({@code max_age}), as a certain person ({@code id_token_hint}) or without any page ({@code prompt=none}). Comes after the request was found
 * valid, so its redirect address may be answered to.
 */
public class AuthenticationDemands extends OncePerRequestFilter {

    /** The session attribute that holds the languages an application asked for, best first, separated by spaces. */
    public static final String UI_LOCALES = AuthenticationDemands.class.getName() + ".uiLocales";

    private static final String ADD_FACTOR = "/account/security?notice=required";
    private static final int LONGEST_UI_LOCALES = 200;

    private final RequestMatcher consents =
            PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/oauth2/authorize");
    private final AuthorizationAnswers answers;
    private final RequestCache requests;
    private final IdTokenHints hints;
    private final RequiredFactor requiredFactor;
    private final Accounts accounts;
    private final PublicHosts hosts;

    AuthenticationDemands(
            AuthorizationAnswers answers,
            RequestCache requests,
            IdTokenHints hints,
            RequiredFactor requiredFactor,
            Accounts accounts,
            PublicHosts hosts) {
        this.answers = answers;
        this.requests = requests;
        this.hints = hints;
        this.requiredFactor = requiredFactor;
        this.accounts = accounts;
        this.hosts = hosts;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // Left there by the filter that validates requests; an answer to the consent page has none.
        if (!(request.getAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName())
                instanceof OAuth2AuthorizationCodeRequestAuthenticationToken valid)) {
            takeConsent(request, response, chain);
        } else if (HttpMethod.POST.matches(request.getMethod())) {
            askByAddress(request, response);
        } else {
            var wanted = AuthenticationRequest.of(valid);
            if (wanted.wantsNoPage()) {
                answerWithoutPage(valid, wanted, request, response, chain);
            } else {
                rememberLanguage(valid, request);
                askIfNeeded(valid, wanted, request, response, chain);
            }
        }
    }

    /** The rule that asks for a second factor may be younger than the page that was answered. */
    private void takeConsent(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (consents.matches(request)
                && SsoSession.of(SecurityContextHolder.getContext().getAuthentication())
                        .filter(this::lacksFactor)
                        .isPresent()) {
            response.sendRedirect(ADD_FACTOR);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** What comes after it, a sign-in or a consent, finds a request by its address only; a browser also brings its session along then. */
    private void askByAddress(HttpServletRequest request, HttpServletResponse response) {
        var address = UriComponentsBuilder.fromUriString(hosts.auth()).path(request.getRequestURI());
        request.getParameterMap().forEach((name, values) -> {
            for (String value : values) {
                address.queryParam(
                        UriUtils.encode(name, StandardCharsets.UTF_8), UriUtils.encode(value, StandardCharsets.UTF_8));
            }
        });
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, address.build(true).toUriString());
    }

    private void answerWithoutPage(
            OAuth2AuthorizationCodeRequestAuthenticationToken valid,
            AuthenticationRequest wanted,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        Optional<SsoSession> session = SsoSession.of(person);
        if (session.isEmpty() || isTooLongAgo(wanted, ShownFactors.of(person))) {
            answers.refuse(valid, "login_required", "The person has to sign in", response);
        } else if (!isExpected(wanted, session.get())) {
            answers.refuse(valid, "login_required", "Somebody else is signed in", response);
        } else if (lacksFactor(session.get())) {
            answers.refuse(valid, "interaction_required", "The person has to add a second factor", response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private void askIfNeeded(
            OAuth2AuthorizationCodeRequestAuthenticationToken valid,
            AuthenticationRequest wanted,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        ShownFactors shown = ShownFactors.of(person);
        Optional<SsoSession> session = SsoSession.of(person);
        boolean met = session.isPresent() && SignInDemand.isMet(request, shown);
        if (session.isEmpty()) {
            // Whoever signs in now has done what was asked for.
            SignInDemand.raise(request);
            chain.doFilter(request, response);
        } else if (!met
                && (wanted.wantsSignIn() || isTooLongAgo(wanted, shown) || !isExpected(wanted, session.get()))) {
            SignInDemand.raise(request);
            requests.saveRequest(request, response);
            response.sendRedirect("/sign-in?notice=again");
        } else if (!isExpected(wanted, session.get())) {
            SignInDemand.forget(request);
            answers.refuse(valid, "login_required", "Somebody else has signed in", response);
        } else if (lacksFactor(session.get())) {
            // Taken up again once there is a factor.
            requests.saveRequest(request, response);
            response.sendRedirect(ADD_FACTOR);
        } else {
            SignInDemand.forget(request);
            chain.doFilter(request, response);
        }
    }

    private static boolean isTooLongAgo(AuthenticationRequest wanted, ShownFactors shown) {
        Long maxAge = wanted.maxAge();
        return maxAge != null && shown.latest().plusSeconds(maxAge).isBefore(Instant.now());
    }

    /** A hint that cannot be read names nobody who is here. */
    private boolean isExpected(AuthenticationRequest wanted, SsoSession session) {
        String hint = wanted.idTokenHint();
        return hint == null
                || hints.read(hint)
                        .filter(token ->
                                token.subject().equals(session.accountId().toString()))
                        .isPresent();
    }

    private boolean lacksFactor(SsoSession session) {
        return accounts.findById(session.accountId())
                .filter(requiredFactor::isMissing)
                .isPresent();
    }

    private static void rememberLanguage(
            OAuth2AuthorizationCodeRequestAuthenticationToken valid, HttpServletRequest request) {
        AuthenticationRequest.text(valid.getAdditionalParameters(), "ui_locales")
                .filter(locales -> locales.length() <= LONGEST_UI_LOCALES)
                .ifPresent(locales -> {
                    HttpSession session = request.getSession();
                    if (!locales.equals(session.getAttribute(UI_LOCALES))) {
                        session.setAttribute(UI_LOCALES, locales);
                    }
                });
    }
}
