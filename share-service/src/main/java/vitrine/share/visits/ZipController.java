package vitrine.share.visits;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.share.galleries.SharedPhoto;
import vitrine.share.galleries.SharedPhotos;
import vitrine.share.links.DownloadSize;
import vitrine.share.links.ShareLink;
import vitrine.share.media.ZipFile;
import vitrine.share.media.ZipOrders;
import vitrine.share.problems.Problem;

/** All photos behind a link, or some of them, in one ZIP: prepared first, so that its size is known, then fetched. */
@RestController
@RequestMapping("/api/view/{token}/downloads")
class ZipController {

    private static final int MOST = 20_000;

    private final Admission admission;
    private final SharedPhotos photos;
    private final Pictures pictures;
    private final ZipOrders orders;
    private final ZipDownloads downloads;
    private final PhotoEvents events;

    ZipController(
            Admission admission,
            SharedPhotos photos,
            Pictures pictures,
            ZipOrders orders,
            ZipDownloads downloads,
            PhotoEvents events) {
        this.admission = admission;
        this.photos = photos;
        this.pictures = pictures;
        this.orders = orders;
        this.downloads = downloads;
        this.events = events;
    }

    /** @param photoIds in the order they should have; none means all */
    record ViewDownloadRequest(
            @NotNull(message = "is required") DownloadSize size,

            @Size(min = 1, max = MOST, message = "must be 1 to " + MOST) @Nullable
            List<@NotNull(message = "must not be null") UUID> photoIds) {}

    /**
     * @param url of this service; it leads to the bytes while the link lives, so that a download that broke off goes on with it
     * @param missingCount photos that cannot be had at the moment and are not in the ZIP
     */
    record ViewDownload(
            UUID id,
            String url,
            String filename,
            DownloadSize size,
            int photoCount,
            int missingCount,
            long sizeBytes,
            Instant expiresAt) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ViewDownload prepareViewDownload(
            @PathVariable String token, @Valid @RequestBody ViewDownloadRequest request, HttpServletRequest client) {
        var link = admission.goOnToDownloads(token, Admission.Pass.of(client));
        requireAllowed(link, request.size());
        var chosen = chosen(link, request.photoIds());
        var zip = orders.order(
                ShareLink.grant(link.id(), link.epoch()),
                link.gallery().name() + ".zip",
                request.size().stored(),
                chosen.stream()
                        .map(photo -> new ZipFile.Photo(photo.key(), Pictures.safeName(photo)))
                        .toList());
        downloads.add(zip.id(), link, chosen.stream().map(SharedPhoto::id).toList());
        return new ViewDownload(
                zip.id(),
                pictures.downloadAddress(link, zip.id()),
                zip.filename(),
                request.size(),
                zip.photos(),
                zip.missing(),
                zip.sizeBytes(),
                zip.expiresAt());
    }

    /** HEAD would count as GET does. */
    @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
    void neverCount() throws HttpRequestMethodNotSupportedException {
        throw new HttpRequestMethodNotSupportedException("HEAD", List.of("GET"));
    }

    @GetMapping("/{id}")
    @ResponseStatus(HttpStatus.SEE_OTHER)
    ResponseEntity<Void> fetchViewDownload(
            @PathVariable String token, @PathVariable UUID id, HttpServletRequest client) {
        var link = admission.goOnToDownloads(token, Admission.Pass.of(client));
        requireAllowed(link, DownloadSize.WEB);
        if (!downloads.exists(id, link)) {
            throw Problem.notFound("There is no such download. Please prepare it again.");
        }
        events.zipFetched(link, id);
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(pictures.zip(link, id)))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    static void requireAllowed(VisitedLink link, DownloadSize size) {
        if (!link.mayDownload(size)) {
            throw Problem.forbidden(
                    link.mayDownload(DownloadSize.WEB)
                            ? "This share link includes downloads for screens only."
                            : "This share link does not include downloads.");
        }
    }

    private List<SharedPhoto> chosen(VisitedLink link, @Nullable List<UUID> ids) {
        var all = photos.page(link.scope(), null, MOST + 1);
        if (ids == null) {
            if (all.isEmpty()) {
                throw Problem.notFound("There is no photo to download yet.");
            }
            return all;
        }
        var wanted = new LinkedHashSet<>(ids);
        var found = all.stream().collect(java.util.stream.Collectors.toMap(SharedPhoto::id, photo -> photo));
        if (!found.keySet().containsAll(wanted)) {
            throw Problem.notFound("There is no such photo.");
        }
        return wanted.stream().map(found::get).toList();
    }
}
