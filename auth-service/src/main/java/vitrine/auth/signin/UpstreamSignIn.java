package vitrine.auth.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.problems.ProblemWriter;
import vitrine.auth.sessions.Factor;
import vitrine.auth.tokens.SignInDemand;
import vitrine.auth.upstream.UpstreamPeople;
import vitrine.auth.upstream.UpstreamPeople.Identity;
import vitrine.auth.upstream.UpstreamPeople.Refused;
import vitrine.auth.upstream.UpstreamProviders;

/**
 * Signing in with an account at another OpenID provider: authorization code with PKCE, state and nonce. What comes of it is the same
 * session as after a password, and that provider's tokens are forgotten at once.
 */
@Configuration(proxyBeanMethods = false)
class UpstreamSignIn {

    private static final Logger log = LoggerFactory.getLogger(UpstreamSignIn.class);
    private static final String PATH = UpstreamProviders.PATH;

    private final UpstreamProviders providers;
    private final UpstreamPeople people;
    private final BrowserSignIn browser;
    private final SecurityContextRepository contexts;
    private final LocaleResolver locales;
    private final AuditLog audit;

    UpstreamSignIn(
            UpstreamProviders providers,
            UpstreamPeople people,
            BrowserSignIn browser,
            SecurityContextRepository contexts,
            LocaleResolver locales,
            AuditLog audit) {
        this.providers = providers;
        this.people = people;
        this.browser = browser;
        this.contexts = contexts;
        this.locales = locales;
        this.audit = audit;
    }

    @Bean
    @Order(0)
    SecurityFilterChain upstreamChain(HttpSecurity http, RequestCache requestCache) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(providers::registration, PATH);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        return http.securityMatcher(PATH + "/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .oauth2Login(login -> login.clientRegistrationRepository(providers::registration)
                        .authorizedClientRepository(new NothingKept())
                        .authorizationEndpoint(begin -> begin.authorizationRequestResolver(new Anew(resolver))
                                .authorizationRequestRepository(new OwnRequests()))
                        .redirectionEndpoint(end -> end.baseUri(PATH + "/*/callback"))
                        .loginPage("/sign-in")
                        .successHandler(this::signIn)
                        .failureHandler(this::refuse))
                .addFilterBefore(new Reachable(), OAuth2AuthorizationRequestRedirectFilter.class)
                // What the other provider says of a person never becomes a session by itself.
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .requestCache(cache -> cache.requestCache(requestCache))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(
                                (request, response, e) -> response.sendError(HttpServletResponse.SC_NOT_FOUND))
                        .accessDeniedHandler(
                                (request, response, e) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)))
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var token = (OAuth2AuthenticationToken) authentication;
        // Whoever was signed in with this browser before is signed out by what follows.
        SecurityContextHolder.setContext(contexts.loadDeferredContext(request).get());
        if (!(token.getPrincipal() instanceof OidcUser person)) {
            say(response, "failed");
            return;
        }
        String issuer = String.valueOf(person.getIdToken().getIssuer());
        try {
            var account = people.find(
                    new Identity(
                            token.getAuthorizedClientRegistrationId(),
                            issuer,
                            person.getName(),
                            person.getEmail(),
                            Boolean.TRUE.equals(person.getEmailVerified()),
                            person.getPreferredUsername()),
                    locales.resolveLocale(request));
            String next = browser.signIn(account, Factor.UPSTREAM, request, response);
            audit.record("sign-in.upstream", account.id(), account.id(), Map.of("issuer", issuer));
            response.sendRedirect(next.substring("redirect:".length()));
        } catch (Refused e) {
            SecurityContextHolder.clearContext();
            audit.record("sign-in.upstream-refused", null, null, Map.of("issuer", issuer, "reason", e.reason()));
            say(response, e.reason());
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        String code = e instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : e.getClass().getSimpleName();
        log.info("Sign-in with another provider failed: {}", code);
        say(response, code.equals("access_denied") ? "denied" : "failed");
    }

    private static void say(HttpServletResponse response, String reason) throws IOException {
        response.sendRedirect("/sign-in?upstream=" + reason);
    }

    /** An application that wants the person to sign in again does not mean a session at yet another provider. */
    private record Anew(OAuth2AuthorizationRequestResolver resolver) implements OAuth2AuthorizationRequestResolver {

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            return anew(resolver.resolve(request), request);
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
            return anew(resolver.resolve(request, registration), request);
        }

        private static @Nullable OAuth2AuthorizationRequest anew(
                @Nullable OAuth2AuthorizationRequest asked, HttpServletRequest request) {
            return asked == null || !SignInDemand.isOpen(request)
                    ? asked
                    : OAuth2AuthorizationRequest.from(asked)
                            .additionalParameters(more -> more.put("prompt", "login"))
                            .build();
        }
    }

    /** Before anybody is sent away: is there such a provider, and does it answer? */
    private class Reachable extends OncePerRequestFilter {

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            String name = request.getRequestURI().substring(PATH.length()).replaceFirst("^/", "");
            if (name.endsWith("/callback")) {
                chain.doFilter(request, response);
            } else if (!providers.isKnown(name) || !request.getMethod().equals("GET")) {
                ProblemWriter.unknownRoute(request);
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
            } else if (providers.registration(name) == null) {
                say(response, "down");
            } else {
                chain.doFilter(request, response);
            }
        }
    }

    /**
     * An answer counts for the provider that was asked and no other: it comes to that provider's address and, where it says who it
     * is from (RFC 9207), names that provider.
     */
    private class OwnRequests implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

        private final HttpSessionOAuth2AuthorizationRequestRepository requests =
                new HttpSessionOAuth2AuthorizationRequestRepository();

        @Override
        public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
            return requests.loadAuthorizationRequest(request);
        }

        @Override
        public void saveAuthorizationRequest(
                OAuth2AuthorizationRequest asked, HttpServletRequest request, HttpServletResponse response) {
            requests.saveAuthorizationRequest(asked, request, response);
        }

        @Override
        public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
                HttpServletRequest request, HttpServletResponse response) {
            OAuth2AuthorizationRequest asked = requests.removeAuthorizationRequest(request, response);
            if (asked == null
                    || !(asked.getAttribute(OAuth2ParameterNames.REGISTRATION_ID) instanceof String name)
                    || !request.getRequestURI().equals(PATH + "/" + name + "/callback")) {
                return null;
            }
            ClientRegistration registration = providers.registration(name);
            String issuer = request.getParameter("iss");
            return registration == null
                            || issuer != null
                                    && !issuer.equals(
                                            registration.getProviderDetails().getIssuerUri())
                    ? null
                    : asked;
        }
    }

    /** The other provider's tokens were good for one look at who somebody is. */
    private static class NothingKept implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String name, Authentication person, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication person,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String name, Authentication person, HttpServletRequest request, HttpServletResponse response) {}
    }
}
