package vitrine.gallery.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Which access tokens are believed. Nothing is fetched before the first token arrives. */
@Configuration(proxyBeanMethods = false)
class AccessTokens {

    private static final int FETCH_MILLIS = 800;
    private static final int KEYS_MAX_BYTES = 64 * 1024;
    private static final OAuth2TokenValidatorResult NOT_FOR_US = OAuth2TokenValidatorResult.failure(
            new OAuth2Error("invalid_token", "The token is not for this service", null));

    @Bean
    JwtDecoder accessTokenDecoder(AuthSettings auth, PublicOrigins origins, RefusedTokens refused)
            throws MalformedURLException {
        // Known keys stay good for a day while auth-service is away.
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                        auth.url().resolve("/oauth2/jwks").toURL(),
                        new DefaultResourceRetriever(FETCH_MILLIS, FETCH_MILLIS, KEYS_MAX_BYTES))
                .cache(Duration.ofMinutes(5).toMillis(), Duration.ofSeconds(2).toMillis())
                .rateLimited(false)
                .outageTolerant(Duration.ofDays(1).toMillis())
                .build();
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(Duration.ofSeconds(10)),
                new JwtIssuerValidator(origins.auth()),
                token -> isForUs(token) ? OAuth2TokenValidatorResult.success() : NOT_FOR_US,
                refused));
        return decoder;
    }

    private static boolean isForUs(Jwt token) {
        String studio = token.getClaimAsString("studio");
        return token.getExpiresAt() != null
                && token.getAudience() != null
                && token.getAudience().contains("vitrine")
                && isId(token.getSubject())
                && (studio == null || isId(studio));
    }

    private static boolean isId(@Nullable String text) {
        try {
            return text != null && UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
