package vitrine.auth.members;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;
import vitrine.auth.accounts.Account;
import vitrine.auth.members.Refusals.CannotTell;
import vitrine.auth.tokens.AccessTokens;

/** Asks the gallery service, in the name of a member, whether a studio has anything that could be left behind. */
@Component
class StudioWork {

    private final RestClient http;
    private final AccessTokens tokens;

    StudioWork(GalleryAddress gallery, AccessTokens tokens) {
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(gallery.patience()).build());
        requests.setReadTimeout(gallery.patience());
        this.http = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(gallery.url().toString())
                .build();
        this.tokens = tokens;
    }

    boolean isEmpty(Account member) {
        String token = tokens.issue(member);
        return isEmpty("/api/galleries?limit=1", token) && isEmpty("/api/images?limit=1", token);
    }

    private boolean isEmpty(String path, String token) {
        try {
            JsonNode page = http.get()
                    .uri(path)
                    .headers(headers -> headers.setBearerAuth(token))
                    .retrieve()
                    .body(JsonNode.class);
            return isEmptyPage(page);
        } catch (RestClientException e) {
            throw new CannotTell();
        }
    }

    private static boolean isEmptyPage(@Nullable JsonNode page) {
        if (page == null || !page.path("items").isArray()) {
            throw new CannotTell();
        }
        return page.get("items").isEmpty();
    }

    /**
     * @param url where the gallery service is reached directly
     * @param patience how long it may take to be reached, and then to answer
     */
    @ConfigurationProperties("vitrine.gallery")
    record GalleryAddress(URI url, Duration patience) {}
}
