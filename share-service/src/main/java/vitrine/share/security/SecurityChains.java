package vitrine.share.security;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import vitrine.share.problems.ProblemWriter;

/** Which routes exist and for whom. Whether a link or gallery is the caller's is decided by the queries. */
@Configuration(proxyBeanMethods = false)
class SecurityChains {

    /** Clients have no account: the link, its password and its cookies decide. A stray access token is not looked at. */
    @Bean
    @Order(1)
    SecurityFilterChain clientView(HttpSecurity http) throws Exception {
        stateless(http)
                .securityMatcher("/api/view/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
        http.headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .addHeaderWriter(new StaticHeadersWriter("X-Robots-Tag", "noindex, nofollow")));
        return http.build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain studio(HttpSecurity http, JwtAuthenticationConverter roles, ProblemWriter problems)
            throws Exception {
        AuthenticationEntryPoint signIn = (request, response, refusal) -> {
            if (refusal instanceof AuthenticationServiceException) {
                problems.write(response, HttpStatus.SERVICE_UNAVAILABLE);
            } else {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
                problems.write(response, HttpStatus.UNAUTHORIZED);
            }
        };
        AccessDeniedHandler denied = (request, response, refusal) -> problems.write(response, HttpStatus.FORBIDDEN);
        stateless(http)
                .addFilterBefore(new ApiTokenScopes(problems), AuthorizationFilter.class)
                .securityMatcher("/api/share-links/**", "/api/shares/**", "/actuator/**")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll() // the end of a stream that was let in
                        .requestMatchers("/api/share-links/**", "/api/shares/**")
                        .hasAnyRole("PHOTOGRAPHER", "ADMIN")
                        .requestMatchers(HttpMethod.GET, "/actuator/health/**", "/actuator/prometheus")
                        .permitAll()
                        .requestMatchers("/actuator/deadletters/**")
                        .hasRole("ADMIN")
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(tokens -> tokens.jwt(jwt -> jwt.jwtAuthenticationConverter(roles))
                        .authenticationEntryPoint(signIn)
                        .accessDeniedHandler(denied)
                        .withObjectPostProcessor(answeringOutages(signIn)))
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(signIn).accessDeniedHandler(denied));
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain nothingElse(HttpSecurity http, ProblemWriter problems) throws Exception {
        stateless(http)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                                (request, response, refusal) -> problems.write(response, HttpStatus.NOT_FOUND))
                        .accessDeniedHandler(
                                (request, response, refusal) -> problems.write(response, HttpStatus.NOT_FOUND)));
        return http.build();
    }

    /** Addresses no client makes by accident: encoded NUL, slashes or dots lead nowhere, the rest is unreadable. */
    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return (request, response, rejection) -> problems.write(
                response,
                String.valueOf(request.getRequestURI()).matches(".*(%00|%2[fFeE5]|//|;).*")
                        ? HttpStatus.NOT_FOUND
                        : HttpStatus.BAD_REQUEST);
    }

    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable) // the gateway holds the session and checks this
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    /** The filter would otherwise throw when the keys cannot be fetched, which ends as 500. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answeringOutages(
            AuthenticationEntryPoint signIn) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                var handler = new AuthenticationEntryPointFailureHandler(signIn);
                handler.setRethrowAuthenticationServiceException(false);
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }
}
