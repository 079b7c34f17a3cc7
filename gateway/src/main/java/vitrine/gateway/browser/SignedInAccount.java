package vitrine.gateway.browser;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import vitrine.gateway.relay.Service;
import vitrine.gateway.relay.Services;
import vitrine.gateway.tokens.Tokens;

/** Who a session belongs to, as the auth service tells it; while it is away, as the token remembers it. */
@Component
class SignedInAccount {

    private static final Duration LIMIT = Duration.ofMillis(1500);

    private final RestClient rest;
    private final String address;

    SignedInAccount(CloseableHttpClient client, Services services) {
        var requests = new HttpComponentsClientHttpRequestFactory(client);
        requests.setReadTimeout(LIMIT);
        this.rest = RestClient.builder().requestFactory(requests).build();
        this.address = services.at(Service.AUTH, "/api/auth/me");
    }

    /** Empty when the auth service does not know the account any more. */
    Optional<Map<String, Object>> of(Tokens tokens) {
        try {
            return Optional.ofNullable(rest.get()
                    .uri(address)
                    .header(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.accessToken())
                    .retrieve()
                    .body(new ParameterizedTypeReference<Map<String, Object>>() {}));
        } catch (HttpClientErrorException.Unauthorized e) {
            return Optional.empty();
        } catch (RestClientException e) {
            return Optional.of(remembered(tokens));
        }
    }

    private static Map<String, Object> remembered(Tokens tokens) {
        var account = new LinkedHashMap<String, Object>();
        account.put("id", tokens.accountId().toString());
        try {
            var claims = JWTParser.parse(tokens.accessToken()).getJWTClaimsSet();
            account.put("username", claims.getStringClaim("preferred_username"));
            account.put("email", claims.getStringClaim("email"));
            account.put("roles", roles(claims));
            account.put("studio", studio(claims.getStringClaim("studio")));
        } catch (ParseException e) {
            account.put("roles", List.of());
        }
        return account;
    }

    private static List<String> roles(JWTClaimsSet claims) throws ParseException {
        var roles = claims.getStringListClaim("roles");
        return roles == null ? List.of() : roles;
    }

    private static @Nullable Map<String, Object> studio(@Nullable String id) {
        return id == null ? null : Map.of("id", id, "name", "");
    }
}
