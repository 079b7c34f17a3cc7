package vitrine.share.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import vitrine.share.settings.Backends;
import vitrine.share.settings.PublicOrigins;

/** How access tokens are checked. The keys of auth-service are fetched when first needed and outlive its outages. */
@Configuration(proxyBeanMethods = false)
class AccessTokens {

    private static final String AUDIENCE = "vitrine";

    @Bean
    JWKSource<SecurityContext> signingKeys(Backends backends) throws MalformedURLException {
        var jwks = backends.authUrl().resolve("/oauth2/jwks").toURL();
        return JWKSourceBuilder.<SecurityContext>create(jwks, new DefaultResourceRetriever(1_000, 2_000, 512 * 1024))
                .refreshAheadCache(false)
                .rateLimited(1_000)
                .retrying(true)
                .outageTolerantForever()
                .build();
    }

    @Bean
    JwtDecoder jwtDecoder(JWKSource<SecurityContext> keys, PublicOrigins origins, RefusedTokens refused) {
        var decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(Duration.ofSeconds(10)),
                new JwtIssuerValidator(origins.auth()),
                require(
                        "aud",
                        jwt -> jwt.getAudience() != null && jwt.getAudience().contains(AUDIENCE)),
                require("exp", jwt -> jwt.getExpiresAt() != null),
                require("sub", jwt -> isUuid(jwt.getSubject())),
                require("studio", jwt -> !jwt.hasClaim("studio") || isUuid(jwt.getClaimAsString("studio"))),
                refused));
        return decoder;
    }

    @Bean
    JwtAuthenticationConverter jwtAuthenticationConverter() {
        var converter = new JwtAuthenticationConverter();
        converter.setJwtGrantedAuthoritiesConverter(jwt -> {
            var roles = jwt.getClaimAsStringList("roles");
            return (roles == null ? List.<String>of() : roles)
                    .stream()
                            .<GrantedAuthority>map(
                                    role -> new SimpleGrantedAuthority("ROLE_" + role.toUpperCase(Locale.ROOT)))
                            .toList();
        });
        return converter;
    }

    private interface Claim {
        boolean isAcceptableIn(Jwt jwt);
    }

    private static OAuth2TokenValidator<Jwt> require(String name, Claim claim) {
        var failure = OAuth2TokenValidatorResult.failure(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The claim " + name + " is not acceptable", null));
        return jwt -> claim.isAcceptableIn(jwt) ? OAuth2TokenValidatorResult.success() : failure;
    }

    private static boolean isUuid(@Nullable String value) {
        try {
            return value != null && UUID.fromString(value).toString().equalsIgnoreCase(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
