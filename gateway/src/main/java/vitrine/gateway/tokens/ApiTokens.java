package vitrine.gateway.tokens;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;
import vitrine.gateway.problems.Problem;
import vitrine.gateway.relay.Patience;
import vitrine.gateway.relay.Service;
import vitrine.gateway.relay.Services;

/**
 * Personal API tokens, which no service but the auth service knows: exchanged there for short access tokens, and these kept for some
 * seconds, so that a busy script does not cost an exchange for each request. A revoked one is forgotten with the news of it.
 */
@Component
class ApiTokens {

    private static final Logger log = LoggerFactory.getLogger(ApiTokens.class);

    private static final String PREFIX = "vit_";
    private static final Pattern SHAPE = Pattern.compile("vit_[0-9A-Za-z]{49}");
    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int REMEMBERED = 10_000;

    private final RefusedTokens refused;
    private final RestClient exchange;

    /** By the digest of the token: a copy of this memory is no key to anything. */
    private final ConcurrentMap<String, Exchanged> recent = new ConcurrentHashMap<>();

    ApiTokens(
            RefusedTokens refused,
            CloseableHttpClient client,
            Services services,
            ClientSecret secret,
            Patience patience) {
        this.refused = refused;
        var requests = new HttpComponentsClientHttpRequestFactory(client);
        requests.setReadTimeout(patience.read());
        this.exchange = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(services.at(Service.AUTH, "/internal/api-tokens/exchange"))
                .defaultHeaders(headers -> headers.setBasicAuth("gateway", secret.clientSecret()))
                .build();
    }

    private record Exchanged(String accessToken, Instant until) {

        @Override
        public String toString() {
            return "Exchanged[until=" + until + "]";
        }
    }

    /** Whether a bearer token means to be one of these. */
    static boolean isOne(String token) {
        return token.startsWith(PREFIX);
    }

    /** The access token to go on with; empty when the token is unknown, expired or revoked. */
    Optional<String> accessToken(String token) {
        if (!SHAPE.matcher(token).matches()) {
            return Optional.empty();
        }
        var digest = digest(token);
        var known = recent.get(digest);
        if (known != null && known.until().isAfter(Instant.now()) && !refused.refuse(known.accessToken())) {
            return Optional.of(known.accessToken());
        }
        recent.remove(digest);
        var exchanged = ask(token);
        exchanged.ifPresent(fresh -> remember(digest, fresh));
        return exchanged.map(Exchanged::accessToken);
    }

    private Optional<Exchanged> ask(String token) {
        var asked = Instant.now();
        try {
            var answer = exchange.post()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Map.of("token", token))
                    .retrieve()
                    .body(JsonNode.class);
            return Optional.ofNullable(read(answer, asked));
        } catch (RestClientException e) {
            log.warn("An API token cannot be exchanged at the moment: {}", e.toString());
            throw Problem.unavailable("API tokens cannot be checked at the moment. Please try again in a few seconds.");
        }
    }

    private static @Nullable Exchanged read(@Nullable JsonNode answer, Instant asked) {
        if (answer == null || !answer.path("active").asBoolean(false)) {
            return null;
        }
        var life = Duration.ofSeconds(answer.path("expires_in").asLong(0)).minus(Tokens.MARGIN);
        var kept = life.compareTo(KEPT) < 0 ? life : KEPT;
        return new Exchanged(answer.path("access_token").asString(""), asked.plus(kept));
    }

    private void remember(String digest, Exchanged exchanged) {
        if (recent.size() >= REMEMBERED) {
            recent.clear();
        }
        recent.put(digest, exchanged);
    }

    private static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
