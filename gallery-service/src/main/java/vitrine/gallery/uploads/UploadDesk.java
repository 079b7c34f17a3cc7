package vitrine.gallery.uploads;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.access.Reached;
import vitrine.gallery.media.Asset;
import vitrine.gallery.media.RemoteMedia;
import vitrine.gallery.media.Reservation;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/**
 * Decides who may upload what, and sees an upload through. No transaction is open while media-service is asked.
 */
@Component
class UploadDesk {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final JdbcClient jdbc;
    private final GalleryReach reach;
    private final Uploads uploads;
    private final RemoteMedia media;
    private final PhotosArriving arriving;
    private final UploadSettings settings;

    UploadDesk(
            JdbcClient jdbc,
            GalleryReach reach,
            Uploads uploads,
            RemoteMedia media,
            PhotosArriving arriving,
            UploadSettings settings) {
        this.jdbc = jdbc;
        this.reach = reach;
        this.uploads = uploads;
        this.media = media;
        this.arriving = arriving;
        this.settings = settings;
    }

    record Admitted(UUID photoId, Reservation reservation) {}

    /** @throws Problem when the caller may not add this to that gallery */
    Admitted admit(Caller caller, UploadRequest request) {
        if (request.sizeBytes() > settings.maxBytes()) {
            throw Problem.of(ProblemKind.UPLOAD_TOO_LARGE, "At most " + settings.maxBytes() + " bytes are allowed.");
        }
        UUID gallery = request.galleryId();
        Reached reached = gallery == null ? Reached.own(caller) : reach.require(caller, gallery, Permission.EDIT);
        UUID studio = gallery == null ? caller.studioId() : studioOf(gallery);
        requireSet(gallery, request.setId());
        String sha256 = request.sha256() == null ? null : request.sha256().toLowerCase(Locale.ROOT);
        if (sha256 != null) {
            refuseDuplicate(studio, gallery, sha256);
        }
        UUID photoId = IDS.generate();
        Reservation reservation = media.reserve(
                caller.token(),
                reached.isOwn() ? null : reached.mediaGrant(),
                new RemoteMedia.Wish(
                        photoId,
                        studio,
                        request.contentType(),
                        request.sizeBytes(),
                        sha256,
                        Boolean.TRUE.equals(request.inParts())));
        // The client learns of the key only after this is durable, so no event can come before it.
        uploads.add(new Upload(
                photoId,
                caller.accountId(),
                studio,
                gallery,
                request.setId(),
                reservation.key(),
                FileName.of(request.filename()),
                request.contentType(),
                request.sizeBytes(),
                sha256,
                false,
                false));
        return new Admitted(photoId, reservation);
    }

    /**
     * Leave to go on with an upload of the caller's: fresh URLs, and what has arrived.
     *
     * @throws Problem when there is no such upload, or it is complete
     */
    Admitted resume(Caller caller, String key) {
        Upload upload = uploads.ofOwner(key, caller.accountId()).orElseThrow(Problem::notFound);
        if (upload.arrived()) {
            throw Problem.of(ProblemKind.CONFLICT, "This upload is already complete.");
        }
        Reached reached = stillReached(caller, upload);
        return new Admitted(
                upload.photoId(),
                media.reserve(
                        caller.token(),
                        reached.isOwn() ? null : reached.mediaGrant(),
                        new RemoteMedia.Wish(
                                upload.photoId(),
                                upload.studioId(),
                                upload.contentType(),
                                upload.sizeBytes(),
                                upload.sha256(),
                                true)));
    }

    /** Ends an upload of the caller's that nobody wants any more; one that is complete, or unknown, stays as it is. */
    void abandon(Caller caller, String key) {
        uploads.ofOwner(key, caller.accountId())
                .filter(upload -> !upload.arrived())
                .ifPresent(upload -> media.abandon(caller.token(), upload.photoId()));
    }

    /** @throws Problem when the caller may not add anything to that gallery */
    void requireOpen(Caller caller, UUID galleryId) {
        reach.require(caller, galleryId, Permission.EDIT);
        reach.requireUnlocked(List.of(galleryId));
    }

    private UUID studioOf(UUID galleryId) {
        reach.requireUnlocked(List.of(galleryId));
        return jdbc.sql("select studio_id from galleries where id = ? and binned_at is null")
                .param(galleryId)
                .query(UUID.class)
                .optional()
                .orElseThrow(Problem::notFound);
    }

    /** What was begun in the gallery of another studio goes on only while that studio lets it. */
    private Reached stillReached(Caller caller, Upload upload) {
        UUID gallery = upload.galleryId();
        if (caller.admin() || upload.studioId().equals(caller.studioId())) {
            return Reached.own(caller);
        }
        if (gallery == null) {
            throw Problem.notFound();
        }
        return reach.require(caller, gallery, Permission.EDIT);
    }

    private void requireSet(@Nullable UUID gallery, @Nullable UUID set) {
        if (set == null) {
            return;
        }
        if (gallery == null
                || jdbc.sql("select 1 from gallery_sets where id = ? and gallery_id = ?")
                        .params(set, gallery)
                        .query(Integer.class)
                        .optional()
                        .isEmpty()) {
            throw Problem.notFound();
        }
    }

    private void refuseDuplicate(UUID studio, @Nullable UUID gallery, String sha256) {
        Optional<UUID> same = jdbc.sql("""
                        select id from photos
                         where sha256 = :sha256 and studio_id = :studio and binned_at is null
                           and gallery_id is not distinct from cast(:gallery as uuid)
                         limit 1""")
                .param("sha256", sha256)
                .param("studio", studio)
                .param("gallery", gallery)
                .query(UUID.class)
                .optional();
        if (same.isPresent()) {
            throw Problem.of(ProblemKind.DUPLICATE_PHOTO, "This gallery has the same picture already.")
                    .with("photo_id", same.get());
        }
    }

    record Confirmed(UUID photoId, boolean first) {}

    /** @throws Problem when the upload is not the caller's or its bytes are not there */
    Confirmed confirm(Caller caller, UploadConfirmation confirmation) {
        String filename = FileName.of(confirmation.filename());
        Optional<Upload> known = uploads.ofOwner(confirmation.key(), caller.accountId());
        if (known.isEmpty()) {
            return uploads.photoOf(confirmation.key(), caller.accountId())
                    .map(id -> new Confirmed(id, false))
                    .orElseThrow(Problem::notFound);
        }
        Upload upload = known.get();
        if (upload.arrived()) {
            return arriving.confirmed(upload.photoId(), filename, upload.announced());
        }
        stillReached(caller, upload);
        Asset asset = media.confirm(caller.token(), upload.photoId(), confirmation.sizeBytes());
        return arriving.confirmed(
                upload.photoId(),
                filename,
                new Upload.Content(
                        asset.contentType(), asset.sizeBytes(), asset.sha256(), asset.width(), asset.height()));
    }
}
