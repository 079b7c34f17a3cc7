package vitrine.gallery.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import vitrine.gallery.problems.ProblemKind;
import vitrine.gallery.problems.ProblemWriter;

/**
 * Which routes exist and which roles may use them. Whose galleries and photos they reach is decided in the queries.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    private static final String NO_SUCH_ROUTE = ApiSecurity.class.getName() + ".noSuchRoute";

    private final ProblemWriter problems;
    private final BearerTokenAuthenticationEntryPoint bearerChallenge = new BearerTokenAuthenticationEntryPoint();

    ApiSecurity(ProblemWriter problems) {
        this.problems = problems;
    }

    @Bean
    SecurityFilterChain api(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(new ApiTokenScopes(problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/actuator/health/**", "/actuator/prometheus")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasRole("ADMIN")
                        .requestMatchers("/api/public/**")
                        .permitAll()
                        .requestMatchers("/api/site", "/api/site/**")
                        .hasRole("ADMIN")
                        .requestMatchers("/api/images/fetch")
                        .hasAnyRole("PHOTOGRAPHER", "ADMIN")
                        .requestMatchers("/api/notifications/**")
                        .authenticated()
                        .requestMatchers(HttpMethod.GET, "/api/galleries/**", "/api/images/**", "/api/events")
                        .authenticated()
                        // Also for clients that a gallery was shared with.
                        .requestMatchers(HttpMethod.POST, "/api/images/downloads")
                        .authenticated()
                        .requestMatchers(HttpMethod.DELETE, "/api/galleries/{id}/permissions/{permission}")
                        .authenticated()
                        .requestMatchers(
                                "/api/galleries/**",
                                "/api/permissions",
                                "/api/images/**",
                                "/api/upload",
                                "/api/customers/**",
                                "/api/stats/**",
                                "/api/activity",
                                "/api/bin",
                                "/api/bin/**",
                                "/api/studio/downloads",
                                "/api/studio/branding/**",
                                "/api/studio/pages",
                                "/api/studio/host",
                                "/api/studio/host/**")
                        .hasAnyRole("PHOTOGRAPHER", "ADMIN")
                        .anyRequest()
                        .access((authentication, context) -> {
                            context.getRequest().setAttribute(NO_SUCH_ROUTE, true);
                            return new AuthorizationDecision(false);
                        }))
                .oauth2ResourceServer(tokens -> tokens.jwt(jwt -> jwt.jwtAuthenticationConverter(authorities()))
                        .authenticationEntryPoint(this::notSignedIn)
                        .accessDeniedHandler(this::notAllowed)
                        .withObjectPostProcessor(new ObjectPostProcessor<BearerTokenAuthenticationFilter>() {
                            @Override
                            public <O extends BearerTokenAuthenticationFilter> O postProcess(O filter) {
                                filter.setAuthenticationFailureHandler(ApiSecurity.this::tokenRefused);
                                return filter;
                            }
                        }))
                .exceptionHandling(errors ->
                        errors.authenticationEntryPoint(this::notSignedIn).accessDeniedHandler(this::notAllowed))
                .build();
    }

    /** NUL, doubled slashes and the like name nothing here; other oddities are malformed. */
    @Bean
    RequestRejectedHandler oddRequests() {
        return (request, response, e) -> problems.write(
                response,
                request.getRequestURI().contains("%00") ? ProblemKind.NOT_FOUND : ProblemKind.MALFORMED_REQUEST);
    }

    private static JwtAuthenticationConverter authorities() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(token -> roles(token).stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role.toUpperCase(Locale.ROOT)))
                .toList());
        return converter;
    }

    static List<String> roles(Jwt token) {
        List<String> roles = token.getClaimAsStringList("roles");
        return roles == null ? List.of() : roles;
    }

    private void tokenRefused(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof AuthenticationServiceException) {
            // The keys cannot be fetched: nobody can be told apart, which is not the caller's fault.
            problems.write(response, ProblemKind.UNAVAILABLE);
        } else {
            notSignedIn(request, response, e);
        }
    }

    private void notSignedIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (request.getAttribute(NO_SUCH_ROUTE) != null) {
            problems.write(response, ProblemKind.NOT_FOUND);
            return;
        }
        bearerChallenge.commence(request, response, e);
        problems.write(response, ProblemKind.UNAUTHORIZED);
    }

    private void notAllowed(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        boolean noSuchRoute = request.getAttribute(NO_SUCH_ROUTE) != null;
        problems.write(response, noSuchRoute ? ProblemKind.NOT_FOUND : ProblemKind.FORBIDDEN);
    }
}
