package vitrine.gateway.webapp;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vitrine.gateway.hosts.PublicHost;
import vitrine.gateway.hosts.PublicOrigins;
import vitrine.gateway.relay.Service;
import vitrine.gateway.relay.Services;

/**
 * What chats and mails show of a share link: they read the page's head and run no script. Without an answer in time the
 * page comes without.
 */
@Component
class LinkCards {

    private static final Timeout PATIENCE = Timeout.of(Duration.ofMillis(300));
    private static final Pattern LINK = Pattern.compile("/view/([A-Za-z0-9_-]{20,100})");
    private static final int LONGEST = 300;

    private final CloseableHttpClient client;
    private final Services services;
    private final JsonMapper json;
    private final PublicOrigins origins;

    LinkCards(CloseableHttpClient client, Services services, JsonMapper json, PublicOrigins origins) {
        this.client = client;
        this.services = services;
        this.json = json;
        this.origins = origins;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Card(
            @Nullable String title,
            @Nullable String description,
            @Nullable String studio,
            @Nullable String image) {}

    /** Elements for the head of the page at this path; none when it is not that of a living link. */
    String head(String path) {
        var link = LINK.matcher(path);
        return link.matches()
                ? card(link.group(1)).map(card -> elements(card, path)).orElse("")
                : "";
    }

    private Optional<Card> card(String token) {
        var request = new HttpGet(services.at(Service.SHARE, "/api/view/" + token + "/card"));
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(PATIENCE)
                .setResponseTimeout(PATIENCE)
                .build());
        try {
            return client.execute(
                    request,
                    answer -> answer.getCode() == 200
                            ? Optional.of(json.readValue(EntityUtils.toByteArray(answer.getEntity()), Card.class))
                            : Optional.empty());
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private String elements(Card card, String path) {
        var head = new StringBuilder();
        add(head, "og:type", "website");
        add(head, "og:site_name", card.studio());
        add(head, "og:title", card.title());
        add(head, "og:description", card.description());
        add(head, "og:url", origins.of(PublicHost.SHARE) + path);
        add(head, "og:image", card.image());
        add(head, "twitter:card", card.image() == null ? "summary" : "summary_large_image");
        return head.toString();
    }

    private static void add(StringBuilder head, String property, @Nullable String content) {
        if (content == null) {
            return;
        }
        head.append("<meta property=\"")
                .append(property)
                .append("\" content=\"")
                .append(HtmlUtils.htmlEscape(shortened(content)))
                .append("\" />");
    }

    private static String shortened(String text) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
