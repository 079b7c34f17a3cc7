package vitrine.gallery.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Which access tokens are believed. Nothing is fetched before the first token arrives. */
@Configuration(proxyBeanMethods = false)
class AccessTokens {

    private static final int FETCH_MILLIS = 800;
    private static final int KEYS_MAX_BYTES = 64 * 1024;

    @Bean
    JwtDecoder accessTokenDecoder(AuthSettings auth, PublicOrigins origins) throws MalformedURLException {
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
                new JwtClaimValidator<@Nullable List<String>>(
                        "aud", audience -> audience != null && audience.contains("vitrine")),
                new JwtClaimValidator<@Nullable Object>("exp", expiry -> expiry != null),
                new JwtClaimValidator<@Nullable String>("sub", AccessTokens::isId),
                new JwtClaimValidator<@Nullable String>("studio", studio -> studio == null || isId(studio))));
        return decoder;
    }

    private static boolean isId(@Nullable String text) {
        try {
            return text != null && UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
