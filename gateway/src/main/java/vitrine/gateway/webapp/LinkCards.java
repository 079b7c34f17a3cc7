package vitrine.gateway.webapp;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vitrine.gateway.hosts.PublicHost;
import vitrine.gateway.hosts.PublicOrigins;
import vitrine.gateway.relay.Service;

/**
 * What chats and mails show of a share link: they read the page's head and run no script. The same words name the link
 * where somebody keeps it as an app. Without an answer in time the page comes without.
 */
@Component
class LinkCards {

    private static final Pattern LINK = Pattern.compile("/view/([A-Za-z0-9_-]{20,100})");
    private static final int LONGEST = 300;
    private static final int LONGEST_UNDER_AN_ICON = 24;

    private static final String MANIFEST = "/app.webmanifest";
    private static final String PAPER = "#FBFAF7";
    private static final List<Map<String, String>> ICONS = List.of(
            icon("app-192-1.png", "192x192", "any"),
            icon("app-512-1.png", "512x512", "any"),
            icon("app-maskable-512-1.png", "512x512", "maskable"));

    private final Cards cards;
    private final JsonMapper json;
    private final PublicOrigins origins;

    LinkCards(Cards cards, JsonMapper json, PublicOrigins origins) {
        this.cards = cards;
        this.json = json;
        this.origins = origins;
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Card(
            @Nullable String title,
            @Nullable String description,
            @Nullable String studio,
            @Nullable String image,
            @Nullable Boolean cover,
            @Nullable String color) {}

    /** The head of the page at this path; nothing in it when it is not that of a link, little when that is over. */
    PageHead head(String path) {
        var head = new PageHead();
        var link = LINK.matcher(path);
        if (!link.matches()) {
            return head;
        }
        head.manifest(path + MANIFEST);
        var card = card(link.group(1));
        return card == null
                ? head
                : head.property("og:type", "website")
                        .property("og:site_name", card.studio())
                        .property("og:title", card.title())
                        .property("og:description", card.description())
                        .property("og:url", origins.of(PublicHost.SHARE) + path)
                        .property("og:image", card.image())
                        .property("twitter:card", Boolean.TRUE.equals(card.cover()) ? "summary_large_image" : "summary")
                        .named("theme-color", card.color());
    }

    /** The link as an app of its own, opened where it leads; empty when this is no manifest's path. */
    Optional<byte[]> manifest(String path) {
        var link = path.endsWith(MANIFEST) ? LINK.matcher(path.substring(0, path.length() - MANIFEST.length())) : null;
        if (link == null || !link.matches()) {
            return Optional.empty();
        }
        var page = link.group();
        var card = card(link.group(1));
        var name = card == null ? null : card.title();
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("id", page);
        manifest.put("name", name == null ? "Vitrine" : PageHead.shortened(name, LONGEST));
        manifest.put("short_name", name == null ? "Vitrine" : PageHead.shortened(name, LONGEST_UNDER_AN_ICON));
        manifest.put("start_url", page);
        manifest.put("scope", page);
        manifest.put("display", "standalone");
        manifest.put("background_color", PAPER);
        manifest.put("theme_color", Objects.requireNonNullElse(card == null ? null : card.color(), PAPER));
        manifest.put("icons", ICONS);
        return Optional.of(json.writeValueAsBytes(manifest));
    }

    private @Nullable Card card(String token) {
        return cards.ask(Service.SHARE, "/api/view/" + token + "/card", Card.class)
                .card();
    }

    private static Map<String, String> icon(String file, String size, String purpose) {
        return Map.of("src", "/assets/" + file, "sizes", size, "type", "image/png", "purpose", purpose);
    }
}
