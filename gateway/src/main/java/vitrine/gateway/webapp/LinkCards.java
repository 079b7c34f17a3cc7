package vitrine.gateway.webapp;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * What chats and mails show of a share link: they read the page's head and run no script. The same words name the link
 * where somebody keeps it as an app. Without an answer in time the page comes without.
 */
@Component
class LinkCards {

    private static final Timeout PATIENCE = Timeout.of(Duration.ofMillis(300));
    private static final Pattern LINK = Pattern.compile("/view/([A-Za-z0-9_-]{20,100})");
    private static final int LONGEST = 300;
    private static final int LONGEST_UNDER_AN_ICON = 24;

    private static final String MANIFEST = "/app.webmanifest";
    private static final String PAPER = "#FBFAF7";
    private static final List<Map<String, String>> ICONS = List.of(
            icon("app-192-1.png", "192x192", "any"),
            icon("app-512-1.png", "512x512", "any"),
            icon("app-maskable-512-1.png", "512x512", "maskable"));

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
                ? "<link rel=\"manifest\" href=\"" + path + MANIFEST + "\" />"
                        + card(link.group(1)).map(card -> elements(card, path)).orElse("")
                : "";
    }

    /** The link as an app of its own, opened where it leads; empty when this is no manifest's path. */
    Optional<byte[]> manifest(String path) {
        var link = path.endsWith(MANIFEST) ? LINK.matcher(path.substring(0, path.length() - MANIFEST.length())) : null;
        if (link == null || !link.matches()) {
            return Optional.empty();
        }
        var page = link.group();
        var name = card(link.group(1)).map(Card::title).orElse(null);
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("id", page);
        manifest.put("name", name == null ? "Vitrine" : shortened(name, LONGEST));
        manifest.put("short_name", name == null ? "Vitrine" : shortened(name, LONGEST_UNDER_AN_ICON));
        manifest.put("start_url", page);
        manifest.put("scope", page);
        manifest.put("display", "standalone");
        manifest.put("background_color", PAPER);
        manifest.put("theme_color", PAPER);
        manifest.put("icons", ICONS);
        return Optional.of(json.writeValueAsBytes(manifest));
    }

    private static Map<String, String> icon(String file, String size, String purpose) {
        return Map.of("src", "/assets/" + file, "sizes", size, "type", "image/png", "purpose", purpose);
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
                .append(HtmlUtils.htmlEscape(shortened(content, LONGEST)))
                .append("\" />");
    }

    private static String shortened(String text, int longest) {
        var line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
    }
}
