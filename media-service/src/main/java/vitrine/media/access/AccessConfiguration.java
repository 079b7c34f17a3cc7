package vitrine.media.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import vitrine.media.problems.AccessProblems;

/** Bytes go by signature, internal calls by the user's token, and nothing else is open. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);
    private static final Duration KEYS_KEPT = Duration.ofHours(24);

    /** The media host: no identity at all, the signature in the URL decides. */
    @Bean
    @Order(1)
    SecurityFilterChain bytes(HttpSecurity http, PublicOrigins origins, AccessProblems problems) {
        return http.securityMatcher("/a/**", "/u/**", "/z/**", "/l/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .cors(cors -> cors.configurationSource(readers(origins)))
                .csrf(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(headers -> headers.cacheControl(cache -> cache.disable())
                        .httpStrictTransportSecurity(hsts -> hsts.disable())
                        .frameOptions(frame -> frame.sameOrigin())
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.CROSS_ORIGIN))
                        .contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; sandbox")))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain calls(HttpSecurity http, AccessProblems problems) {
        return http.addFilterBefore(new ApiTokenScopes(problems), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(EndpointRequest.to("health", "prometheus"))
                        .permitAll()
                        .requestMatchers(EndpointRequest.toAnyEndpoint())
                        .hasRole("ADMIN")
                        .requestMatchers("/api/studio/watermark/**")
                        .hasAnyRole("PHOTOGRAPHER", "ADMIN")
                        .requestMatchers(HttpMethod.POST, "/internal/uploads/**", "/internal/logos/**")
                        .hasAnyRole("PHOTOGRAPHER", "ADMIN")
                        // signed like a URL
                        .requestMatchers(HttpMethod.POST, "/internal/zips")
                        .permitAll()
                        .requestMatchers("/error")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.jwtAuthenticationConverter(roles()))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    private static UrlBasedCorsConfigurationSource readers(PublicOrigins origins) {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins.readers());
        cors.setAllowedMethods(List.of("GET", "HEAD", "PUT"));
        cors.setAllowedHeaders(List.of("content-type", "range", "if-range"));
        cors.setExposedHeaders(PublicOrigins.READABLE);
        cors.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/**", cors);
        return source;
    }

    private static JwtAuthenticationConverter roles() {
        var authorities = new JwtGrantedAuthoritiesConverter();
        authorities.setAuthoritiesClaimName("roles");
        authorities.setAuthorityPrefix("ROLE_");
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(jwt -> authorities.convert(jwt).stream()
                .map(authority -> (org.springframework.security.core.GrantedAuthority)
                        new org.springframework.security.core.authority.SimpleGrantedAuthority(
                                String.valueOf(authority.getAuthority()).toUpperCase(java.util.Locale.ROOT)))
                .toList());
        return converter;
    }

    /** Fetches the keys when the first token comes and keeps them while auth-service is away. */
    @Bean
    JwtDecoder jwtDecoder(PublicOrigins origins, RefusedTokens refused) throws MalformedURLException {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                        URI.create(origins.authUrl() + "/oauth2/jwks").toURL(),
                        new DefaultResourceRetriever(2_000, 2_000, 256 * 1024))
                .retrying(true)
                .outageTolerant(KEYS_KEPT.toMillis())
                .build();
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(CLOCK_SKEW),
                new JwtIssuerValidator(origins.issuer()),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains("vitrine")),
                new JwtClaimValidator<Object>("exp", expiry -> expiry != null),
                refused));
        return decoder;
    }
}
