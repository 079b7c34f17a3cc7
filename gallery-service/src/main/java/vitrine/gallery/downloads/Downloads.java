package vitrine.gallery.downloads;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.access.PublicOrigins;
import vitrine.gallery.access.Reached;
import vitrine.gallery.media.RemoteMedia;
import vitrine.gallery.media.ZipFile;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;
import vitrine.gallery.studios.DownloadNames;

/** Decides which photos somebody may take home, and has them put in a ZIP. */
@Component
class Downloads {

    private static final String SELECT = """
            select p.id, p.gallery_id, p.studio_id, p.key, p.filename, case when p.captured_at is not null then p.taken_at end captured_at, p.created_at, s.download_names
              from photos p left join studios s on s.id = p.studio_id
             where p.binned_at is null and\s""" + GalleryReach.PHOTO_REACHED + " ";

    private final GalleryReach reach;
    private final JdbcClient jdbc;
    private final RemoteMedia media;
    private final PublicOrigins origins;

    Downloads(GalleryReach reach, JdbcClient jdbc, RemoteMedia media, PublicOrigins origins) {
        this.reach = reach;
        this.jdbc = jdbc;
        this.media = media;
        this.origins = origins;
    }

    private record Chosen(UUID id, UUID studioId, @Nullable UUID galleryId, ZipFile.Photo photo) {}

    /**
     * Photos of galleries that were shared come one gallery at a time: the ZIP stands on that one permission.
     *
     * @throws Problem not found, when the gallery or one of the photos does not exist or belongs to others
     */
    DownloadView prepare(Caller caller, DownloadRequest request) {
        UUID asked = request.galleryId();
        List<UUID> ids = request.photoIds();
        if (asked == null && ids == null) {
            throw Problem.invalid("photo_ids", "photos or a gallery are needed");
        }
        Reached reached = asked == null ? Reached.own(caller) : reach.require(caller, asked, Permission.COPY);
        List<Chosen> chosen = ids == null && asked != null
                ? ofGallery(caller, asked, reached)
                : selected(caller, asked, ids == null ? List.of() : ids);
        if (chosen.isEmpty()) {
            throw Problem.of(ProblemKind.UNPROCESSABLE, "There is no photo to download.");
        }
        UUID shared = asked == null ? sharedGallery(caller, chosen) : reached.isOwn() ? null : asked;
        if (shared != null) {
            reached = reach.require(caller, shared, Permission.COPY);
        }
        UUID gallery = asked == null ? shared : asked;
        ZipFile zip = media.orderZip(
                reached.mediaGrant(),
                (gallery == null ? "Photos" : nameOf(gallery)) + ".zip",
                request.size().title(),
                chosen.stream().map(Chosen::photo).toList());
        return new DownloadView(
                zip.id(),
                origins.photos() + "/api/images/downloads/" + zip.id() + (shared == null ? "" : "?gallery=" + shared),
                zip.filename(),
                request.size(),
                zip.photos(),
                zip.missing(),
                zip.sizeBytes(),
                zip.expiresAt());
    }

    /**
     * The grant on which a ZIP is fetched; the media host gives it only to whose order it was.
     *
     * @param gallery the one of another studio that the photos are of
     */
    String grant(Caller caller, @Nullable UUID gallery) {
        return gallery == null
                ? caller.mediaGrant()
                : reach.require(caller, gallery, Permission.COPY).mediaGrant();
    }

    private static @Nullable UUID sharedGallery(Caller caller, List<Chosen> chosen) {
        if (caller.admin()) {
            return null;
        }
        List<Chosen> others = chosen.stream()
                .filter(photo -> !photo.studioId().equals(caller.studioId()))
                .toList();
        Set<@Nullable UUID> galleries = new HashSet<>();
        others.forEach(photo -> galleries.add(photo.galleryId()));
        if (galleries.size() > 1 || (!others.isEmpty() && others.size() < chosen.size())) {
            throw Problem.of(
                    ProblemKind.UNPROCESSABLE,
                    "Photos of a gallery that another studio shares with you are downloaded by themselves.");
        }
        return others.isEmpty() ? null : others.getFirst().galleryId();
    }

    private String nameOf(UUID gallery) {
        return jdbc.sql("select name from galleries where id = ?")
                .param(gallery)
                .query(String.class)
                .optional()
                .orElseThrow(Problem::notFound);
    }

    private List<Chosen> ofGallery(Caller caller, UUID gallery, Reached reached) {
        return query(
                caller,
                "and p.gallery_id = :gallery " + (reached.includes(Permission.EDIT) ? "" : "and not p.archived ")
                        + "order by p.position, p.id",
                gallery,
                List.of());
    }

    private List<Chosen> selected(Caller caller, @Nullable UUID gallery, List<UUID> ids) {
        var wanted = new LinkedHashSet<>(ids);
        Map<UUID, Chosen> found = new HashMap<>();
        query(caller, "and p.id = any(:ids) and (:gallery::uuid is null or p.gallery_id = :gallery)", gallery, ids)
                .forEach(photo -> found.put(photo.id(), photo));
        if (!found.keySet().containsAll(wanted)) {
            throw Problem.notFound();
        }
        return wanted.stream().map(found::get).toList();
    }

    private List<Chosen> query(Caller caller, String condition, @Nullable UUID gallery, List<UUID> ids) {
        var statement = jdbc.sql(SELECT + condition)
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .param("account", caller.accountId())
                .param("gallery", gallery);
        if (condition.contains(":ids")) {
            statement = statement.param("ids", ids.toArray(UUID[]::new));
        }
        return statement
                .query((row, n) -> {
                    UUID id = row.getObject("id", UUID.class);
                    var captured = row.getObject("captured_at", OffsetDateTime.class);
                    String name = DownloadNames.ofStored(row.getString("download_names"))
                            .of(
                                    id,
                                    row.getString("filename"),
                                    captured == null ? null : captured.toInstant(),
                                    row.getObject("created_at", OffsetDateTime.class)
                                            .toInstant());
                    return new Chosen(
                            id,
                            row.getObject("studio_id", UUID.class),
                            row.getObject("gallery_id", UUID.class),
                            new ZipFile.Photo(row.getString("key"), name));
                })
                .list();
    }
}
