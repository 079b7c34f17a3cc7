package vitrine.gateway.browser;

import java.time.Duration;
import java.util.Objects;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/** Checks what the auth service signed; its keys are fetched when first needed. */
@Component
class AuthKeys {

    private final String keysUri;
    private final RestTemplate rest;

    AuthKeys(ClientRegistration registration, CloseableHttpClient client) {
        this.keysUri = Objects.requireNonNull(registration.getProviderDetails().getJwkSetUri());
        var requests = new HttpComponentsClientHttpRequestFactory(client);
        requests.setReadTimeout(Duration.ofSeconds(3));
        this.rest = new RestTemplate(requests);
    }

    NimbusJwtDecoder idTokens() {
        return signed().build();
    }

    /** Their {@code typ} may differ; the caller looks at it. */
    NimbusJwtDecoder logoutTokens() {
        var decoder = signed().validateType(false).build();
        decoder.setJwtValidator(new JwtTimestampValidator(Duration.ofSeconds(10)));
        return decoder;
    }

    private NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder signed() {
        return NimbusJwtDecoder.withJwkSetUri(keysUri)
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .restOperations(rest);
    }
}
