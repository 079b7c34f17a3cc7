package vitrine.auth.signin;

import jakarta.servlet.DispatcherType;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.RequestCache;
import vitrine.auth.apitokens.ApiTokenScopes;
import vitrine.auth.problems.ProblemWriter;
import vitrine.auth.tokens.CurrentAccounts;

/** Who may call what, apart from the OpenID provider's end points. What no rule names is refused. */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    @Bean
    @Order(2)
    SecurityFilterChain apiChain(
            HttpSecurity http, CurrentAccounts accounts, ApiTokenScopes scopes, ProblemWriter problems) {
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                HttpMethod.POST,
                                "/api/auth/register",
                                "/api/auth/confirm",
                                "/api/auth/resend",
                                "/api/auth/login",
                                "/api/login",
                                "/api/forgot-password",
                                "/api/reset-password")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/auth/me", "/api/verify-session")
                        .authenticated()
                        .requestMatchers(HttpMethod.GET, "/api/account")
                        .access(oneOf("vitrine", "account:read"))
                        .requestMatchers("/api/account/**")
                        .access(oneOf("vitrine"))
                        .requestMatchers("/api/admin/**")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .access(unknownRoute()))
                .addFilterBefore(scopes, AuthorizationFilter.class)
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(accounts))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // No cookie is looked at here, so there is nothing a foreign page could ride on.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Probes and metrics; the gateway does not route here. */
    @Bean
    @Order(3)
    SecurityFilterChain operatorChain(HttpSecurity http) {
        return http.securityMatcher("/actuator/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain pageChain(
            HttpSecurity http,
            PagePolicy policy,
            RequestCache requestCache,
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens) {
        var signIn = new LoginUrlAuthenticationEntryPoint("/sign-in");
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers(
                                        "/",
                                        "/sign-in",
                                        "/sign-in/second-factor/**",
                                        "/sign-in/passkey/**",
                                        "/register",
                                        "/confirm",
                                        "/confirm/resend",
                                        "/confirm-email",
                                        "/restore-email",
                                        "/forgot-password",
                                        "/reset-password",
                                        "/sign-out",
                                        "/signed-out",
                                        "/invitation",
                                        "/error",
                                        "/assets/**",
                                        "/favicon.ico")
                                .permitAll()
                                .requestMatchers("/account/**", "/oauth2/consent")
                                .authenticated()
                                .anyRequest()
                                .access(unknownRoute()))
                .exceptionHandling(errors -> errors.authenticationEntryPoint((request, response, e) -> {
                            if (ProblemWriter.isUnknownRoute(request)) {
                                response.sendError(404);
                            } else {
                                signIn.commence(request, response, e);
                            }
                        })
                        .accessDeniedHandler((request, response, e) ->
                                response.sendError(ProblemWriter.isUnknownRoute(request) ? 404 : 403)))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens))
                .securityContext(context -> context.securityContextRepository(contexts))
                .requestCache(cache -> cache.requestCache(requestCache))
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.addHeaderWriter(policy)
                        .frameOptions(frames -> frames.sameOrigin())
                        .permissionsPolicyHeader(
                                permissions -> permissions.policy("geolocation=(), microphone=(), camera=()"))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN)))
                .build();
    }

    @Bean
    SecurityContextRepository securityContextRepository() {
        return new HttpSessionSecurityContextRepository();
    }

    @Bean
    CsrfTokenRepository csrfTokenRepository() {
        return new HttpSessionCsrfTokenRepository();
    }

    /** Tokens for a part of what an account may do cannot change the account itself. */
    private static AuthorizationManager<RequestAuthorizationContext> oneOf(String... scopes) {
        return (authentication, context) -> new AuthorizationDecision(authentication.get()
                        instanceof JwtAuthenticationToken token
                && !Collections.disjoint(scopes(token.getToken().getClaims().get("scope")), Set.of(scopes)));
    }

    private static Collection<?> scopes(@Nullable Object claim) {
        return claim instanceof Collection<?> list
                ? list
                : List.of(String.valueOf(claim).split(" "));
    }

    private static AuthorizationManager<RequestAuthorizationContext> unknownRoute() {
        return (authentication, context) -> {
            ProblemWriter.unknownRoute(context.getRequest());
            return new AuthorizationDecision(false);
        };
    }
}
