package vitrine.share.visits;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vitrine.share.branding.Brandings;
import vitrine.share.galleries.SharedPhoto;
import vitrine.share.galleries.SharedPhotos;
import vitrine.share.links.ShareLink;
import vitrine.share.problems.Problem;
import vitrine.share.settings.PublicOrigins;

/**
 * What chats and mails show of a link before anybody opened it. That is no view, so a link whose views are limited shows
 * no picture, and one with a password nothing of its gallery.
 */
@RestController
@RequestMapping("/api/view/{token}")
class Cards {

    private final Admission admission;
    private final SharedPhotos photos;
    private final Pictures pictures;
    private final Brandings brandings;
    private final String viewApi;

    Cards(Admission admission, SharedPhotos photos, Pictures pictures, Brandings brandings, PublicOrigins origins) {
        this.admission = admission;
        this.photos = photos;
        this.pictures = pictures;
        this.brandings = brandings;
        this.viewApi = origins.share() + "/api/view/";
    }

    /**
     * @param image leads to the cover while the link lives, or is the studio's logo
     * @param cover whether it is the cover
     * @param color of the studio, as {@code #RRGGBB}
     */
    record LinkCard(
            String title,
            @Nullable String description,
            String studio,
            @Nullable String image,
            boolean cover,
            @Nullable String color) {}

    @GetMapping("/card")
    ResponseEntity<LinkCard> card(@PathVariable String token) {
        var link = admission.look(token);
        var studio = link.gallery().studioName();
        var locked = link.passwordHash() != null;
        var pictured = ShareLink.showsPictureOutside(locked, link.maxViews())
                && photos.cover(link.gallery(), link.scope()).isPresent();
        var looks = brandings.of(link.gallery().studioId());
        var logo = looks == null || looks.logo() == null ? null : looks.logo().url();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new LinkCard(
                        locked ? studio : link.gallery().name(),
                        locked ? null : link.gallery().description(),
                        studio,
                        pictured ? viewApi + token + "/cover" : logo,
                        pictured,
                        looks == null ? null : looks.accent().light()));
    }

    @GetMapping("/cover")
    ResponseEntity<Void> cover(@PathVariable String token) {
        var link = admission.look(token);
        var cover = ShareLink.showsPictureOutside(link.passwordHash() != null, link.maxViews())
                ? photos.cover(link.gallery(), link.scope())
                : Optional.<SharedPhoto>empty();
        return cover.map(photo -> ResponseEntity.status(HttpStatus.SEE_OTHER)
                        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                        .location(
                                URI.create(pictures.at(link).cover(photo).urls().preview()))
                        .<Void>build())
                .orElseThrow(() -> Problem.notFound("There is no picture of this link to be had."));
    }
}
