package vitrine.gateway.browser;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import vitrine.gateway.hosts.PublicHost;
import vitrine.gateway.hosts.PublicOrigins;
import vitrine.gateway.problems.Problem;
import vitrine.gateway.problems.ProblemWriter;
import vitrine.gateway.tokens.Credentials;

/**
 * Two chains. The hosts of the services are passed on untouched: protecting them here would protect the sign-in form
 * from being reached. The app hosts know signing in and out and the token against forged requests; what an account may
 * do is decided by the service asked.
 */
@Configuration(proxyBeanMethods = false)
class BrowserSecurity {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Bean
    @Order(1)
    SecurityFilterChain passThrough(HttpSecurity http) {
        return http.securityMatcher(request -> !PublicHost.of(request).servesApp())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain app(
            HttpSecurity http,
            SignIn signIn,
            PendingSignIns pending,
            SessionCookie cookie,
            PublicOrigins origins,
            ProblemWriter problems,
            OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codeExchange) {
        return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                // BrowserSessions begins a new session itself; a second change of its id would leave the old one alive.
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        .sessionFixation()
                        .none())
                .csrf(csrf -> csrf.spa()
                        .csrfTokenRepository(csrfTokens(origins))
                        .requireCsrfProtectionMatcher(request -> isChangeByCookie(request, cookie)))
                .oauth2Login(login -> login.authorizationEndpoint(start ->
                                start.authorizationRequestResolver(signIn).authorizationRequestRepository(pending))
                        .redirectionEndpoint(end -> end.baseUri(SignIn.END))
                        .loginProcessingUrl(SignIn.END)
                        .loginPage(SignIn.START)
                        .tokenEndpoint(tokens -> tokens.accessTokenResponseClient(codeExchange))
                        .authorizedClientRepository(signIn)
                        .successHandler(signIn)
                        .failureHandler(signIn))
                .exceptionHandling(errors -> errors.accessDeniedHandler(
                                (request, response, denied) -> refuse(request, response, denied, problems))
                        .authenticationEntryPoint((request, response, unauthenticated) ->
                                problems.write(request, response, Problem.unauthorized())))
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** A request that a foreign page could have the browser send with the visitor's authority. */
    private static boolean isChangeByCookie(HttpServletRequest request, SessionCookie cookie) {
        return !READING.contains(request.getMethod())
                && Credentials.bearer(request) == null
                && cookie.read(request).isPresent();
    }

    private static CookieCsrfTokenRepository csrfTokens(PublicOrigins origins) {
        var tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.path("/").sameSite("Lax").secure(origins.secure()));
        return tokens;
    }

    private static void refuse(
            HttpServletRequest request,
            HttpServletResponse response,
            AccessDeniedException denied,
            ProblemWriter problems)
            throws IOException {
        problems.write(
                request,
                response,
                denied instanceof CsrfException
                        ? Problem.of(
                                HttpStatus.FORBIDDEN,
                                "csrf",
                                "Missing or wrong CSRF token",
                                "Please reload the page and try again.")
                        : Problem.of(HttpStatus.FORBIDDEN, "forbidden", "Forbidden", "This is not allowed."));
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> idTokens(AuthKeys keys) {
        return registration -> {
            var decoder = keys.idTokens();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    new JwtTimestampValidator(Duration.ofSeconds(10)), new OidcIdTokenValidator(registration)));
            return decoder;
        };
    }
}
