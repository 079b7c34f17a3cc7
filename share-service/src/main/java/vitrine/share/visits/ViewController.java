package vitrine.share.visits;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.share.branding.Brandings;
import vitrine.share.galleries.SharedPhoto;
import vitrine.share.galleries.SharedPhotos;
import vitrine.share.links.DownloadSize;
import vitrine.share.paging.Cursors;
import vitrine.share.paging.Cursors.Place;
import vitrine.share.paging.Page;
import vitrine.share.problems.Problem;

/** The pages behind a share link, for clients without an account. */
@RestController
@RequestMapping("/api/view/{token}")
class ViewController {

    private final Admission admission;
    private final VisitCookies cookies;
    private final SharedPhotos photos;
    private final Pictures pictures;
    private final PhotoEvents events;
    private final Brandings brandings;

    ViewController(
            Admission admission,
            VisitCookies cookies,
            SharedPhotos photos,
            Pictures pictures,
            PhotoEvents events,
            Brandings brandings) {
        this.admission = admission;
        this.cookies = cookies;
        this.photos = photos;
        this.pictures = pictures;
        this.events = events;
        this.brandings = brandings;
    }

    record UnlockRequest(@NotNull(message = "is required") String password) {}

    @GetMapping
    ResponseEntity<ShareView> openView(@PathVariable String token, HttpServletRequest client) {
        var entered = admission.enter(token, Admission.Pass.of(client));
        var link = entered.link();
        var gallery = link.gallery();
        var shown = pictures.at(link);
        var view = new ShareView(
                new ShareView.ViewGallery(
                        gallery.id(),
                        gallery.name(),
                        gallery.description(),
                        gallery.eventDate(),
                        photos.count(link.scope()),
                        photos.sets(link.scope()).stream()
                                .map(set -> new ShareView.ViewSet(set.id(), set.name(), set.photoCount()))
                                .toList(),
                        photos.cover(gallery, link.scope()).map(shown::cover).orElse(null)),
                new ShareView.ViewStudio(gallery.studioId(), gallery.studioName(), brandings.of(gallery.studioId())),
                link.accessLevel(),
                link.downloadSizes(),
                !admission.mayDownload(link, Admission.Pass.of(client)),
                link.expiresAt(),
                entered.remainingViews(),
                admission.keptUntil(link, Admission.Pass.of(client)));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookies.visit(link, entered.visitor()).toString())
                .body(view);
    }

    /** Previews of links in chats and mails ask by HEAD: that is no view. */
    @RequestMapping(
            path = {"", "/photos/{id}/download"},
            method = RequestMethod.HEAD)
    void neverCount() throws HttpRequestMethodNotSupportedException {
        throw new HttpRequestMethodNotSupportedException("HEAD", List.of("GET"));
    }

    @PostMapping("/unlock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> unlockView(
            @PathVariable String token, @Valid @RequestBody UnlockRequest request, HttpServletRequest client) {
        var link = admission.unlock(token, Admission.Pass.of(client), request.password());
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookies.unlock(link, Door.LINK).toString())
                .build();
    }

    record PinRequest(@NotNull(message = "is required") String pin) {}

    @PostMapping("/downloads/unlock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> unlockDownloads(
            @PathVariable String token, @Valid @RequestBody PinRequest request, HttpServletRequest client) {
        var link = admission.unlockDownloads(token, Admission.Pass.of(client), request.pin());
        return ResponseEntity.noContent()
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookies.unlock(link, Door.DOWNLOADS).toString())
                .build();
    }

    @GetMapping("/photos")
    Page<ViewPhoto> listViewPhotos(
            @PathVariable String token,
            @RequestParam(required = false) @Nullable UUID set,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 200, message = "must be at most 200")
                    int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest client) {
        var link = admission.goOn(token, Admission.Pass.of(client));
        var after = cursor == null ? null : Cursors.place(cursor);
        var rows = photos.page(link.scope(), set, after, limit + 1);
        var shown = pictures.at(link);
        return Page.of(rows, limit, last -> Cursors.of(new Place(last.position(), last.id())), shown::photo);
    }

    @PostMapping("/photos/{id}/viewed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void markPhotoViewed(@PathVariable String token, @PathVariable UUID id, HttpServletRequest client) {
        var link = admission.goOn(token, Admission.Pass.of(client));
        events.viewed(link, photo(link, id));
    }

    @GetMapping("/photos/{id}/download")
    @ResponseStatus(HttpStatus.SEE_OTHER)
    ResponseEntity<Void> downloadPhoto(@PathVariable String token, @PathVariable UUID id, HttpServletRequest client) {
        var pass = Admission.Pass.of(client);
        var link = admission.goOnToDownloads(token, pass);
        ZipController.requireAllowed(link, DownloadSize.WEB);
        var photo = photo(link, id);
        try {
            events.downloaded(link, photo);
        } catch (Visits.NotCounted changed) {
            link = admission.goOnToDownloads(token, pass);
            events.downloaded(link, photo);
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(pictures.at(link).download(photo)))
                .build();
    }

    private SharedPhoto photo(VisitedLink link, UUID id) {
        return photos.find(link.scope(), id).orElseThrow(() -> Problem.notFound("There is no such photo."));
    }
}
