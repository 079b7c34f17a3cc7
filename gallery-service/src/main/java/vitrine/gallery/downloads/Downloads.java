package vitrine.gallery.downloads;

import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.PublicOrigins;
import vitrine.gallery.media.RemoteMedia;
import vitrine.gallery.media.ZipFile;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;
import vitrine.gallery.studios.DownloadNames;

/** Decides which photos somebody may take home, and has them put in a ZIP. */
@Component
class Downloads {

    private static final String SELECT = """
            select p.id, p.key, p.filename, p.captured_at, p.created_at, s.download_names
              from photos p left join studios s on s.id = p.studio_id
             where p.binned_at is null and (:everywhere or p.studio_id = :studio)\s""";

    private final JdbcClient jdbc;
    private final RemoteMedia media;
    private final PublicOrigins origins;

    Downloads(JdbcClient jdbc, RemoteMedia media, PublicOrigins origins) {
        this.jdbc = jdbc;
        this.media = media;
        this.origins = origins;
    }

    private record Chosen(UUID id, ZipFile.Photo photo) {}

    /** @throws Problem not found, when the gallery or one of the photos does not exist or belongs to others */
    DownloadView prepare(Caller caller, DownloadRequest request) {
        UUID gallery = request.galleryId();
        List<UUID> ids = request.photoIds();
        if (gallery == null && ids == null) {
            throw Problem.invalid("photo_ids", "photos or a gallery are needed");
        }
        String name = gallery == null ? "Photos" : nameOf(caller, gallery);
        List<ZipFile.Photo> photos = ids == null && gallery != null
                ? ofGallery(caller, gallery)
                : selected(caller, gallery, ids == null ? List.of() : ids);
        if (photos.isEmpty()) {
            throw Problem.of(ProblemKind.UNPROCESSABLE, "There is no photo to download.");
        }
        ZipFile zip = media.orderZip(
                caller.mediaGrant(), name + ".zip", request.size().title(), photos);
        return new DownloadView(
                zip.id(),
                origins.photos() + "/api/images/downloads/" + zip.id(),
                zip.filename(),
                request.size(),
                zip.photos(),
                zip.missing(),
                zip.sizeBytes(),
                zip.expiresAt());
    }

    private String nameOf(Caller caller, UUID gallery) {
        return jdbc.sql(
                        "select name from galleries where id = :id and binned_at is null and (:everywhere or studio_id = :studio)")
                .param("id", gallery)
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .query(String.class)
                .optional()
                .orElseThrow(Problem::notFound);
    }

    private List<ZipFile.Photo> ofGallery(Caller caller, UUID gallery) {
        return query(caller, "and p.gallery_id = :gallery order by p.position, p.id", gallery, List.of()).stream()
                .map(Chosen::photo)
                .toList();
    }

    private List<ZipFile.Photo> selected(Caller caller, @Nullable UUID gallery, List<UUID> ids) {
        var wanted = new LinkedHashSet<>(ids);
        Map<UUID, ZipFile.Photo> found = new HashMap<>();
        query(caller, "and p.id = any(:ids) and (:gallery::uuid is null or p.gallery_id = :gallery)", gallery, ids)
                .forEach(photo -> found.put(photo.id(), photo.photo()));
        if (!found.keySet().containsAll(wanted)) {
            throw Problem.notFound();
        }
        return wanted.stream().map(found::get).toList();
    }

    private List<Chosen> query(Caller caller, String condition, @Nullable UUID gallery, List<UUID> ids) {
        var statement = jdbc.sql(SELECT + condition)
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
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
                    return new Chosen(id, new ZipFile.Photo(row.getString("key"), name));
                })
                .list();
    }
}
