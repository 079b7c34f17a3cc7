package vitrine.auth.tokens;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import vitrine.auth.hosts.PublicHosts;

@Configuration(proxyBeanMethods = false)
class Jwts {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        var encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(List::getFirst);
        return encoder;
    }

    /** For access tokens alone: ID and logout tokens are made out to a client, not to us. */
    @Bean
    JwtDecoder jwtDecoder(SigningKeys keys, PublicHosts hosts) {
        var decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(CLOCK_SKEW),
                new JwtIssuerValidator(hosts.auth()),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains(AccountClaims.AUDIENCE))));
        return decoder;
    }

    /** Whomever the token is made out to, as long as it is from here; the end point looks it up besides. */
    static JwtDecoder ofAnyAudience(SigningKeys keys, PublicHosts hosts) {
        var decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(CLOCK_SKEW), new JwtIssuerValidator(hosts.auth())));
        return decoder;
    }
}
