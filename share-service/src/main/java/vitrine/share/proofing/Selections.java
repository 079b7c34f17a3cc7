package vitrine.share.proofing;

import static vitrine.share.links.Columns.instant;
import static vitrine.share.links.Columns.moment;
import static vitrine.share.links.Columns.uuid;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.share.problems.Problem;
import vitrine.share.proofing.ProofingState.ChoiceList;
import vitrine.share.proofing.ProofingState.ListKind;
import vitrine.share.proofing.ProofingState.PhotoComment;
import vitrine.share.proofing.ProofingState.PhotoVerdict;
import vitrine.share.proofing.ProofingState.SignedOff;
import vitrine.share.proofing.ProofingState.Verdict;

/** The lists of visitors, with the photos that their link shows, and what they signed off. */
@Repository
class Selections {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final int MOST_LISTS = 20;
    /** Two devices may have made theirs without knowing of each other: what is there already is not refused for that. */
    private static final int MOST_LISTS_OF_DEVICES = 60;
    /** With those that were deleted. */
    private static final int MOST_ROWS = 200;

    private final JdbcClient jdbc;
    private final Clock clock;

    Selections(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    ProofingState state(Rules rules, Visitors.@Nullable Visitor visitor) {
        var state = rules.state(clock.instant());
        if (visitor == null) {
            return new ProofingState(
                    state,
                    rules.kind(),
                    rules.quota(),
                    rules.beyondQuota(),
                    rules.comments(),
                    rules.deadline(),
                    rules.round(),
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    null);
        }
        var id = visitor.id();
        return new ProofingState(
                state,
                rules.kind(),
                rules.quota(),
                rules.beyondQuota(),
                rules.comments(),
                rules.deadline(),
                rules.round(),
                new ProofingState.VisitorName(visitor.name(), visitor.email()),
                lists(id),
                verdicts(id),
                comments(id),
                signedOff(id, rules.round()).orElse(null));
    }

    List<ChoiceList> lists(UUID visitor) {
        return jdbc.sql("""
                        select l.id, l.kind, l.name, array(
                            select c.photo_id
                            from choices c join link_photos p on p.link_id = v.link_id and p.id = c.photo_id
                            where c.list_id = l.id and c.chosen order by p.position, p.id) as photo_ids
                        from choice_lists l join visitors v on v.id = l.visitor_id
                        where l.visitor_id = ? and l.deleted_at is null
                        order by l.kind, l.position, l.id""")
                .param(visitor)
                .query((row, number) -> new ChoiceList(
                        uuid(row, "id"),
                        ListKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("name"),
                        List.of((UUID[]) row.getArray("photo_ids").getArray())))
                .list();
    }

    private List<PhotoVerdict> verdicts(UUID visitor) {
        return jdbc.sql("""
                        select d.photo_id, d.verdict
                        from verdicts d
                            join visitors v on v.id = d.visitor_id
                            join link_photos p on p.link_id = v.link_id and p.id = d.photo_id
                        where d.visitor_id = ? and d.verdict is not null order by p.position, p.id""")
                .param(visitor)
                .query((row, number) -> new PhotoVerdict(
                        uuid(row, "photo_id"),
                        Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT))))
                .list();
    }

    /** The visitor's own and the studio's answers to them, as long as the photo is shown. */
    private List<PhotoComment> comments(UUID visitor) {
        return jdbc.sql("""
                        select c.*, v.name as visitor_name
                        from comments c
                            join visitors v on v.id = c.visitor_id
                            join link_photos p on p.link_id = c.link_id and p.id = c.photo_id
                        where c.visitor_id = ? and c.deleted_at is null order by c.created_at, c.id""").param(visitor).query(Selections::comment).list();
    }

    static PhotoComment comment(ResultSet row, int number) throws SQLException {
        var ofStudio = row.getObject("author_id") != null;
        return new PhotoComment(
                uuid(row, "id"),
                uuid(row, "photo_id"),
                row.getObject("answers", UUID.class),
                ofStudio,
                ofStudio ? row.getString("author_name") : row.getString("visitor_name"),
                row.getString("text"),
                row.getObject("x", Float.class),
                row.getObject("y", Float.class),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "edited_at"));
    }

    Optional<SignedOff> signedOff(UUID visitor, int round) {
        return jdbc.sql("select round, signed_at, chosen from sign_offs where visitor_id = ? and round = ?")
                .params(visitor, round)
                .query((row, number) -> new SignedOff(
                        row.getInt("round"), row.getTimestamp("signed_at").toInstant(), row.getInt("chosen")))
                .optional();
    }

    /** Of the photos that the link shows: those a selection is made of. */
    int chosen(UUID visitor, ProofingKind kind) {
        return jdbc.sql("select " + chosenBy(":visitor", kind))
                .param("visitor", visitor)
                .query(Integer.class)
                .single();
    }

    private static String chosenBy(String visitor, ProofingKind kind) {
        return (kind == ProofingKind.CHOOSE ? """
                (select count(*)::int
                 from choice_lists l
                    join visitors w on w.id = l.visitor_id
                    join choices c on c.list_id = l.id and c.chosen
                    join link_photos p on p.link_id = w.link_id and p.id = c.photo_id
                 where l.visitor_id = %s and l.kind = 'favourites')""" : """
                (select count(*)::int
                 from verdicts d
                    join visitors w on w.id = d.visitor_id
                    join link_photos p on p.link_id = w.link_id and p.id = d.photo_id
                 where d.visitor_id = %s and d.verdict is not null)""").formatted(visitor);
    }

    /**
     * Freezes what the visitor chose, once for each round, if it may be sent: one statement, so that of any number at
     * once one signs.
     *
     * @return nothing when it was not to be
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<SignedOff> sign(UUID visitor, Rules rules) {
        return jdbc.sql("""
                        with signed as (
                            insert into sign_offs (visitor_id, link_id, round, kind, chosen, signed_at)
                            select v.id, v.link_id, r.round, r.kind, n.chosen, :now
                            from visitors v
                                join proofing r on r.link_id = v.link_id
                                cross join lateral (select %s as chosen) n
                            where v.id = :visitor and r.enabled and r.kind = :kind and r.closed_at is null
                                and (r.deadline is null or r.deadline > :now) and n.chosen > 0
                                and (r.kind <> 'choose' or r.quota is null or r.beyond_quota or n.chosen <= r.quota)
                            on conflict (visitor_id, round) do nothing
                            returning visitor_id, link_id, round, chosen, signed_at),
                        chosen as (
                            insert into signed_photos (visitor_id, round, photo_id, filename, list_id, list_kind, list_name)
                            select s.visitor_id, s.round, p.id, p.filename, l.id, l.kind, l.name
                            from signed s
                                join choice_lists l on l.visitor_id = s.visitor_id
                                join choices c on c.list_id = l.id and c.chosen
                                join link_photos p on p.link_id = s.link_id and p.id = c.photo_id),
                        judged as (
                            insert into signed_photos (visitor_id, round, photo_id, filename, verdict)
                            select s.visitor_id, s.round, p.id, p.filename, d.verdict
                            from signed s
                                join verdicts d on d.visitor_id = s.visitor_id and d.verdict is not null
                                join link_photos p on p.link_id = s.link_id and p.id = d.photo_id)
                        select round, signed_at, chosen from signed""".formatted(chosenBy("v.id", rules.kind())))
                .param("visitor", visitor)
                .param("kind", rules.kind().stored())
                .param("now", moment(clock.instant()))
                .query((row, number) -> new SignedOff(
                        row.getInt("round"), row.getTimestamp("signed_at").toInstant(), row.getInt("chosen")))
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public UUID favourites(UUID visitor) {
        jdbc.sql("""
                        insert into choice_lists (id, visitor_id, kind, name, created_at)
                        values (:id, :visitor, 'favourites', '', :now) on conflict do nothing""")
                .param("id", IDS.generate())
                .param("visitor", visitor)
                .param("now", moment(clock.instant()))
                .update();
        return jdbc.sql("select id from choice_lists where visitor_id = ? and kind = 'favourites'")
                .param(visitor)
                .query(UUID.class)
                .single();
    }

    ChoiceList addList(UUID visitor, String name) {
        var id = IDS.generate();
        if (!insertList(visitor, id, name, MOST_LISTS)) {
            throw Problem.of(
                    HttpStatus.CONFLICT, "too-many", "Too many", "There are as many lists as there can be: 20.");
        }
        return new ChoiceList(id, ListKind.NAMED, name, List.of());
    }

    /** A list that a device has made already, under an id of its own. */
    @Nullable
    Refusal addList(UUID visitor, UUID id, String name) {
        if (jdbc.sql("select 1 from choice_lists where id = ?")
                .param(id)
                .query(Integer.class)
                .optional()
                .isPresent()) {
            return Refusal.INVALID;
        }
        return insertList(visitor, id, name, MOST_LISTS_OF_DEVICES) ? null : Refusal.TOO_MANY;
    }

    private boolean insertList(UUID visitor, UUID id, String name, int most) {
        return jdbc.sql("""
                        insert into choice_lists (id, visitor_id, kind, name, position, created_at)
                        select :id, :visitor, 'named', :name, coalesce(max(position), 0) + 1, :now
                        from choice_lists where visitor_id = :visitor
                        having count(*) filter (where deleted_at is null) < :most and count(*) < :rows
                        on conflict do nothing""")
                        .param("id", id)
                        .param("visitor", visitor)
                        .param("name", name)
                        .param("now", moment(clock.instant()))
                        .param("most", most)
                        .param("rows", MOST_ROWS)
                        .update()
                == 1;
    }

    boolean renameList(UUID visitor, UUID list, String name) {
        return jdbc.sql("""
                        update choice_lists set name = ?
                        where id = ? and visitor_id = ? and kind = 'named' and deleted_at is null""").params(name, list, visitor).update() == 1;
    }

    /**
     * Deletes a list as somebody saw it.
     *
     * @param seen the photos that were in it there; null for whatever is in it
     * @return false where there is none
     */
    boolean deleteList(UUID visitor, UUID list, @Nullable List<UUID> seen) {
        if (jdbc.sql("""
                        select 1 from choice_lists
                        where id = ? and visitor_id = ? and kind = 'named' and deleted_at is null""").params(list, visitor).query(Integer.class).optional().isEmpty()) {
            return false;
        }
        jdbc.sql("""
                        update choices set chosen = false, seq = nextval('proofing_changes')
                        where list_id = :list and chosen and (:all or photo_id = any (:seen))""")
                .param("list", list)
                .param("all", seen == null)
                .param("seen", seen == null ? new UUID[0] : seen.toArray(UUID[]::new))
                .update();
        jdbc.sql("""
                        update choice_lists l set deleted_at = :now
                        where l.id = :list and not exists (select from choices c where c.list_id = l.id and c.chosen)""").param("now", moment(clock.instant())).param("list", list).update();
        return true;
    }

    /** Lists that are not named come after the others, as they were. */
    void orderLists(UUID visitor, List<UUID> order) {
        jdbc.sql("""
                        update choice_lists l set position = placed.position
                        from (
                            select c.id, row_number() over (order by w.place nulls last, c.position, c.id) as position
                            from choice_lists c
                                left join (
                                    select id, min(place) as place
                                    from unnest(:order) with ordinality as t (id, place) group by id) w on w.id = c.id
                            where c.visitor_id = :visitor and c.kind = 'named') placed
                        where l.id = placed.id""")
                .param("order", order.toArray(UUID[]::new))
                .param("visitor", visitor)
                .update();
    }

    /** Also one that was deleted: what is put into it brings it back. */
    boolean hasList(UUID visitor, UUID list) {
        return jdbc.sql("select 1 from choice_lists where id = ? and visitor_id = ?")
                .params(list, visitor)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    void choose(UUID list, UUID photo, boolean chosen) {
        jdbc.sql("""
                        insert into choices (list_id, photo_id, chosen, seq)
                        values (:list, :photo, :chosen, nextval('proofing_changes'))
                        on conflict (list_id, photo_id) do update set chosen = excluded.chosen, seq = excluded.seq""")
                .param("list", list)
                .param("photo", photo)
                .param("chosen", chosen)
                .update();
        if (chosen) {
            jdbc.sql("update choice_lists set deleted_at = null where id = ? and deleted_at is not null")
                    .param(list)
                    .update();
        }
    }

    void judge(UUID visitor, UUID photo, @Nullable String verdict) {
        jdbc.sql("""
                        insert into verdicts (visitor_id, photo_id, verdict, seq)
                        values (:visitor, :photo, :verdict, nextval('proofing_changes'))
                        on conflict (visitor_id, photo_id) do update set verdict = excluded.verdict, seq = excluded.seq""")
                .param("visitor", visitor)
                .param("photo", photo)
                .param("verdict", verdict)
                .update();
    }
}
