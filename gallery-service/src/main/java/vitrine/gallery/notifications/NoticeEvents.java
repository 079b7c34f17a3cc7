package vitrine.gallery.notifications;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.notifications.Notices.News;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/** Whom it concerns: who made the link, whom it is for, who uploaded the photo. */
@Component
class NoticeEvents {

    private static final String CREATED = "share.link.created.v1";
    private static final String CHOSEN = "share.photo.chosen.v1";
    private static final String COMMENTED = "share.comment.written.v1";
    private static final String SIGNED = "share.selection.signed.v1";
    private static final String PHOTO_DOWNLOADED = "share.photo.downloaded.v1";
    private static final String ZIP_DOWNLOADED = "share.zip.downloaded.v1";
    private static final String FAILED = "media.asset.failed.v1";

    private final Notices notices;
    private final JdbcClient jdbc;

    NoticeEvents(Notices notices, JdbcClient jdbc) {
        this.notices = notices;
        this.jdbc = jdbc;
    }

    /** Of all these events; each has some of it. */
    record Happened(
            @Nullable UUID linkId,
            @Nullable UUID galleryId,
            @Nullable UUID studioId,
            @Nullable UUID createdBy,
            @Nullable String recipientEmail,
            @Nullable String visitorName,
            @Nullable String textExcerpt,
            @Nullable Integer chosen,
            @Nullable List<UUID> photoIds,
            @Nullable Instant at) {}

    @Consumes(
            queue = "gallery.notices",
            types = {CREATED, CHOSEN, COMMENTED, SIGNED, PHOTO_DOWNLOADED, ZIP_DOWNLOADED, FAILED})
    void on(Event event) {
        Happened happened = event.dataAs(Happened.class);
        Instant at = happened.at() == null ? event.occurredAt() : happened.at();
        switch (event.type()) {
            case CREATED -> shared(happened, at);
            case CHOSEN -> tellSharer(happened, NoticeKind.CHOSEN, chosen(happened), at);
            case SIGNED -> tellSharer(happened, NoticeKind.SIGNED, chosen(happened), at);
            case COMMENTED -> tellSharer(happened, NoticeKind.COMMENTED, 1, at);
            case PHOTO_DOWNLOADED -> tellSharer(happened, NoticeKind.DOWNLOADED, 1, at);
            case ZIP_DOWNLOADED ->
                tellSharer(
                        happened,
                        NoticeKind.DOWNLOADED,
                        happened.photoIds() == null ? 1 : happened.photoIds().size(),
                        at);
            case FAILED -> failed(event.subject(), at);
            default -> throw new IllegalArgumentException("Not subscribed to " + event.type());
        }
    }

    private static long chosen(Happened happened) {
        return happened.chosen() == null ? 1 : happened.chosen();
    }

    private void tellSharer(Happened happened, NoticeKind kind, long amount, Instant at) {
        Optional.ofNullable(happened.createdBy())
                .or(() -> sharer(happened))
                .ifPresent(account -> notices.tell(
                        account,
                        new News(
                                kind,
                                happened.galleryId(),
                                happened.linkId(),
                                happened.visitorName(),
                                happened.textExcerpt(),
                                amount,
                                at)));
    }

    /** Where the event does not say it: who made the link, else who keeps the gallery. */
    private Optional<UUID> sharer(Happened happened) {
        return jdbc.sql("""
                        select created_by from heard_links where link_id = :link and created_by is not null
                        union all select owner_id from galleries where id = :gallery limit 1""")
                .param("link", happened.linkId())
                .param("gallery", happened.galleryId())
                .query(UUID.class)
                .optional();
    }

    /** Only whose address it is learns it; whoever has none here gets the link by mail alone. */
    private void shared(Happened happened, Instant at) {
        if (happened.recipientEmail() == null) {
            return;
        }
        String studio = jdbc.sql("select name from studios where id = ?")
                .param(happened.studioId())
                .query(String.class)
                .optional()
                .orElse(null);
        jdbc
                .sql("select account_id from people where lower(email) = lower(?) and active")
                .param(happened.recipientEmail().strip())
                .query(UUID.class)
                .list()
                .stream()
                .filter(account -> !account.equals(happened.createdBy()))
                .forEach(account -> notices.tell(
                        account,
                        new News(NoticeKind.SHARED, happened.galleryId(), happened.linkId(), studio, null, 1, at)));
    }

    private record Place(UUID ownerId, @Nullable UUID galleryId) {}

    private void failed(UUID photoId, Instant at) {
        jdbc.sql("""
                        select owner_id, gallery_id from photos where id = :id
                        union all select owner_id, gallery_id from uploads where photo_id = :id limit 1""")
                .param("id", photoId)
                .query(Place.class)
                .optional()
                .ifPresent(place -> notices.tell(
                        place.ownerId(), new News(NoticeKind.FAILED, place.galleryId(), null, null, null, 1, at)));
    }
}
