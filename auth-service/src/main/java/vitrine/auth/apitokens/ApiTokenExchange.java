package vitrine.auth.apitokens;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vitrine.auth.clients.ClientSecrets;
import vitrine.auth.problems.ProblemWriter;

/** Where the gateway turns a personal API token into an access token that the services believe; for the gateway alone. */
@RestController
class ApiTokenExchange {

    private final ApiTokens tokens;

    ApiTokenExchange(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @PostMapping(path = "/internal/api-tokens/exchange", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Answer> exchange(@RequestBody Question question) {
        Answer answer = tokens.exchange(question.token() == null ? "" : question.token())
                .map(exchanged -> new Answer(true, exchanged.accessToken(), exchanged.expiresIn()))
                .orElse(new Answer(false, null, null));
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(answer);
    }

    record Question(@Nullable String token) {

        @Override
        public String toString() {
            return "Question[...]";
        }
    }

    record Answer(
            boolean active,
            @Nullable String accessToken,
            @Nullable Long expiresIn) {

        @Override
        public String toString() {
            return "Answer[active=" + active + "]";
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Access {

        /** It works inside the security chain of the API, not in front of everything. */
        @Bean
        FilterRegistrationBean<ApiTokenScopes> scopesOnlyInTheirChain(ApiTokenScopes scopes) {
            var registration = new FilterRegistrationBean<>(scopes);
            registration.setEnabled(false);
            return registration;
        }

        @Bean
        @Order(0)
        SecurityFilterChain internalChain(
                HttpSecurity http, RegisteredClientRepository clients, ClientSecrets secrets, ProblemWriter problems) {
            return http.securityMatcher("/internal/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                    .authenticationProvider(new GatewayAlone(clients, secrets))
                    .exceptionHandling(
                            errors -> errors.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .csrf(AbstractHttpConfigurer::disable)
                    .requestCache(AbstractHttpConfigurer::disable)
                    .logout(AbstractHttpConfigurer::disable)
                    .build();
        }
    }

    /** Other registered clients have secrets too, and no business here. */
    private record GatewayAlone(RegisteredClientRepository clients, ClientSecrets secrets)
            implements AuthenticationProvider {

        private static final String GATEWAY = "gateway";

        @Override
        public Authentication authenticate(Authentication request) {
            var gateway = GATEWAY.equals(request.getName()) ? clients.findByClientId(GATEWAY) : null;
            if (gateway == null
                    || !(request.getCredentials() instanceof String secret)
                    || !secrets.matches(secret, gateway.getClientSecret())) {
                throw new BadCredentialsException("Not the gateway");
            }
            return UsernamePasswordAuthenticationToken.authenticated(
                    GATEWAY, null, AuthorityUtils.createAuthorityList("ROLE_GATEWAY"));
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
        }
    }
}
