package vitrine.gallery.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/** What happens at share links. */
@Component
class SharedFacts {

    private static final String CREATED = "share.link.created.v1";
    private static final String VIEWED = "share.link.viewed.v1";
    private static final String PHOTO_VIEWED = "share.photo.viewed.v1";
    private static final String PHOTO_DOWNLOADED = "share.photo.downloaded.v1";
    private static final String ZIP_DOWNLOADED = "share.zip.downloaded.v1";
    private static final String CHOSEN = "share.photo.chosen.v1";
    private static final String COMMENTED = "share.comment.written.v1";
    private static final String SIGNED = "share.selection.signed.v1";

    private final Facts facts;
    private final JdbcClient jdbc;

    SharedFacts(Facts facts, JdbcClient jdbc) {
        this.facts = facts;
        this.jdbc = jdbc;
    }

    /** Of all these events; each has some of it. */
    record Happened(
            UUID linkId,
            UUID galleryId,
            @Nullable UUID studioId,
            @Nullable UUID createdBy,
            @Nullable Boolean visitorIsNew,
            @Nullable List<UUID> photoIds,
            @Nullable String visitorName,
            @Nullable String textExcerpt,
            @Nullable Integer chosen,
            @Nullable Instant at) {}

    @Consumes(
            queue = "gallery.insights",
            types = {CREATED, VIEWED, PHOTO_VIEWED, PHOTO_DOWNLOADED, ZIP_DOWNLOADED, CHOSEN, COMMENTED, SIGNED})
    void on(Event event) {
        Happened happened = event.dataAs(Happened.class);
        Optional.ofNullable(happened.studioId())
                .or(() -> studioOf(happened))
                .ifPresent(studio -> facts.add(fact(event, happened, studio)));
    }

    private static Facts.Fact fact(Event event, Happened happened, UUID studio) {
        FactKind kind = kind(event.type());
        int amount = happened.photoIds() != null
                ? happened.photoIds().size()
                : happened.chosen() != null ? happened.chosen() : 1;
        return new Facts.Fact(
                event.eventId(),
                happened.at() == null ? event.occurredAt() : happened.at(),
                kind,
                studio,
                happened.galleryId(),
                happened.linkId(),
                kind == FactKind.SHARED ? happened.createdBy() : null,
                happened.visitorName(),
                happened.textExcerpt(),
                amount,
                Boolean.TRUE.equals(happened.visitorIsNew()) ? 1 : 0);
    }

    private static FactKind kind(String type) {
        return switch (type) {
            case CREATED -> FactKind.SHARED;
            case VIEWED -> FactKind.VIEWED;
            case PHOTO_VIEWED -> FactKind.PHOTO_VIEWED;
            case PHOTO_DOWNLOADED, ZIP_DOWNLOADED -> FactKind.DOWNLOADED;
            case CHOSEN -> FactKind.CHOSEN;
            case COMMENTED -> FactKind.COMMENTED;
            case SIGNED -> FactKind.SIGNED;
            default -> throw new IllegalArgumentException("Not subscribed to " + type);
        };
    }

    /** For events that do not name it. Of a studio that is gone nothing is kept. */
    private Optional<UUID> studioOf(Happened happened) {
        return jdbc.sql("""
                        select studio_id from heard_links where link_id = :link
                        union all select studio_id from galleries where id = :gallery limit 1""")
                .param("link", happened.linkId())
                .param("gallery", happened.galleryId())
                .query(UUID.class)
                .optional();
    }
}
