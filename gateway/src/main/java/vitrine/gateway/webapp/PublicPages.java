package vitrine.gateway.webapp;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import vitrine.gateway.hosts.PublicHost;
import vitrine.gateway.hosts.PublicOrigins;
import vitrine.gateway.relay.Service;

/** What search engines and chats read of the pages that everybody may see. */
@Component
class PublicPages {

    private static final Set<String> PLAIN = Set.of("/", "/explore", "/about", "/features", "/pricing");
    private static final Pattern UNIQUE = Pattern.compile("/(g|studios)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

    private final Cards cards;
    private final PublicOrigins origins;

    PublicPages(Cards cards, PublicOrigins origins) {
        this.cards = cards;
        this.origins = origins;
    }

    /** @param status of the page itself: what is not there any more says so to machines, too */
    record Found(HttpStatus status, PageHead head) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Named(@Nullable String name) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Gallery(
            @Nullable String name,
            @Nullable String description,
            @Nullable Named studio,
            @Nullable Named cover) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Studio(
            @Nullable String name,
            @Nullable Branding branding,
            @Nullable Map<String, Words> pages) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Branding(@Nullable Logo logo) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Logo(@Nullable String url) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Words(@Nullable String about) {}

    Found find(PublicHost host, String path) {
        if (host != PublicHost.PHOTOS) {
            return new Found(HttpStatus.OK, new PageHead());
        }
        var address = origins.photos() + path;
        if (PLAIN.contains(path)) {
            return new Found(HttpStatus.OK, new PageHead().canonical(address));
        }
        var unique = UNIQUE.matcher(path);
        if (!unique.matches()) {
            return new Found(HttpStatus.OK, new PageHead());
        }
        return unique.group(1).equals("g") ? gallery(unique.group(2), address) : studio(unique.group(2), address);
    }

    private Found gallery(String id, String address) {
        var path = "/api/public/galleries/" + id;
        var answer = cards.ask(Service.GALLERY, path, Gallery.class);
        var gallery = answer.card();
        if (gallery == null || gallery.name() == null) {
            return missing(answer.status());
        }
        var studio = gallery.studio() == null ? null : gallery.studio().name();
        var image = gallery.cover() == null ? null : origins.photos() + path + "/cover";
        var title = studio == null || studio.isBlank() ? gallery.name() : gallery.name() + " · " + studio;
        return new Found(
                HttpStatus.OK,
                card(title, gallery.description() == null ? title : gallery.description(), address, image)
                        .property("og:site_name", studio)
                        .property("twitter:card", image == null ? "summary" : "summary_large_image"));
    }

    private Found studio(String id, String address) {
        var answer = cards.ask(Service.GALLERY, "/api/public/studios/" + id, Studio.class);
        var studio = answer.card();
        if (studio == null || studio.name() == null) {
            return missing(answer.status());
        }
        var logo = studio.branding() == null || studio.branding().logo() == null
                ? null
                : studio.branding().logo().url();
        var about = studio.pages() == null
                ? null
                : studio.pages().values().stream()
                        .filter(words -> words != null && words.about() != null)
                        .map(Words::about)
                        .findFirst()
                        .orElse(null);
        return new Found(
                HttpStatus.OK,
                card(studio.name(), about == null ? studio.name() : about, address, logo)
                        .property("twitter:card", "summary"));
    }

    private static PageHead card(String title, String description, String address, @Nullable String image) {
        return new PageHead()
                .titled(title)
                .canonical(address)
                .named("description", description)
                .property("og:type", "website")
                .property("og:title", title)
                .property("og:description", description)
                .property("og:url", address)
                .property("og:image", image);
    }

    private static Found missing(int status) {
        return new Found(status == 404 ? HttpStatus.NOT_FOUND : HttpStatus.OK, new PageHead());
    }
}
