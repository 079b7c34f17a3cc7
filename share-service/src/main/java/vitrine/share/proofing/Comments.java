package vitrine.share.proofing;

import static vitrine.share.links.Columns.moment;
import static vitrine.share.links.Columns.timestamp;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vitrine.share.proofing.ProofingState.PhotoComment;
import vitrine.share.security.Caller;

/** What is said about photos: plain text, by a visitor, answered by the studio. Deleted ones keep their id, so that none comes back. */
@Repository
class Comments {

    static final int LONGEST = 2000;

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final int MOST_OF_A_VISITOR = 2000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Comments(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    boolean isFull(UUID visitor) {
        return jdbc.sql("select count(*) from comments where visitor_id = ?")
                        .param(visitor)
                        .query(Long.class)
                        .single()
                >= MOST_OF_A_VISITOR;
    }

    boolean add(
            UUID id,
            UUID link,
            UUID visitor,
            UUID photo,
            String text,
            @Nullable Float x,
            @Nullable Float y,
            Instant saidAt) {
        var now = clock.instant();
        return jdbc.sql("""
                        insert into comments (id, link_id, visitor_id, photo_id, text, x, y, created_at)
                        values (:id, :link, :visitor, :photo, :text, :x, :y, :at) on conflict do nothing""")
                        .param("id", id)
                        .param("link", link)
                        .param("visitor", visitor)
                        .param("photo", photo)
                        .param("text", text)
                        .param("x", x)
                        .param("y", y)
                        .param("at", moment(saidAt.isBefore(now) ? saidAt : now))
                        .update()
                == 1;
    }

    boolean edit(UUID visitor, UUID id, String text) {
        return jdbc.sql("""
                        update comments set text = :text, edited_at = :now
                        where id = :id and visitor_id = :visitor and author_id is null and deleted_at is null""")
                        .param("text", text)
                        .param("now", moment(clock.instant()))
                        .param("id", id)
                        .param("visitor", visitor)
                        .update()
                == 1;
    }

    /** Answers to it go along. */
    boolean delete(UUID visitor, UUID id) {
        var deleted = jdbc.sql("""
                        update comments set text = '', deleted_at = :now
                        where id = :id and visitor_id = :visitor and author_id is null and deleted_at is null""")
                .param("now", moment(clock.instant()))
                .param("id", id)
                .param("visitor", visitor)
                .update();
        deleteAnswers(id);
        return deleted == 1;
    }

    private void deleteAnswers(UUID id) {
        jdbc.sql("update comments set text = '', deleted_at = ? where answers = ? and deleted_at is null")
                .params(moment(clock.instant()), id)
                .update();
    }

    /** A studio may take back its own and remove what others wrote at its link. */
    boolean remove(UUID link, UUID id) {
        var removed = jdbc.sql(
                        "update comments set text = '', deleted_at = ? where id = ? and link_id = ? and deleted_at is null")
                .params(moment(clock.instant()), id, link)
                .update();
        deleteAnswers(id);
        return removed == 1;
    }

    Optional<PhotoComment> answer(UUID link, UUID to, Caller by, String text) {
        return jdbc.sql("""
                        with added as (
                            insert into comments (id, link_id, visitor_id, photo_id, answers, author_id, author_name, text,
                                created_at)
                            select :id, c.link_id, c.visitor_id, c.photo_id, coalesce(c.answers, c.id), :by, :byName,
                                :text, :now
                            from comments c where c.id = :to and c.link_id = :link and c.deleted_at is null
                            returning *)
                        select *, null::text as visitor_name from added""")
                .param("id", IDS.generate())
                .param("link", link)
                .param("to", to)
                .param("by", by.id())
                .param("byName", by.username())
                .param("text", text)
                .param("now", moment(clock.instant()))
                .query(Selections::comment)
                .optional();
    }

    record OfLink(
            PhotoComment comment,
            UUID visitorId,
            @Nullable String filename,
            @Nullable String key) {}

    /** Newest first. */
    List<OfLink> page(UUID link, @Nullable UUID photo, @Nullable Instant before, @Nullable UUID beforeId, int limit) {
        return jdbc.sql("""
                        select c.*, v.name as visitor_name, p.filename, p.key
                        from comments c
                            join visitors v on v.id = c.visitor_id
                            left join photos p on p.id = c.photo_id
                        where c.link_id = :link and c.deleted_at is null
                            and (:photo::uuid is null or c.photo_id = :photo)
                            and (:before::timestamptz is null or (c.created_at, c.id) < (:before, :beforeId::uuid))
                        order by c.created_at desc, c.id desc limit :limit""")
                .param("link", link)
                .param("photo", photo)
                .param("before", timestamp(before))
                .param("beforeId", beforeId)
                .param("limit", limit)
                .query((row, number) -> new OfLink(
                        Selections.comment(row, number),
                        row.getObject("visitor_id", UUID.class),
                        row.getString("filename"),
                        row.getString("key")))
                .list();
    }
}
