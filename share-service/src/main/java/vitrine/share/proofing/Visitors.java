package vitrine.share.proofing;

import static vitrine.share.links.Columns.moment;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.share.problems.Problem;

/** People without an account, each at one link, and the browsers they are known by. */
@Repository
class Visitors {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
    private static final int MOST_OF_A_LINK = 5000;

    private final JdbcClient jdbc;
    private final Clock clock;

    Visitors(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Visitor(UUID id, @Nullable String name, @Nullable String email) {}

    Optional<Visitor> find(UUID link, Optional<String> secret) {
        return secret.flatMap(value -> jdbc.sql("""
                        select v.id, v.name, v.email
                        from visitor_devices d join visitors v on v.id = d.visitor_id
                        where d.token_hash = :hash and v.link_id = :link""")
                .param("hash", VisitorCookie.hash(value))
                .param("link", link)
                .query(Visitor.class)
                .optional());
    }

    /** One change of a visitor after the other, from whichever device. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(UUID visitor) {
        jdbc.sql("update visitors set last_seen_at = :now where id = :id")
                .param("now", moment(clock.instant()))
                .param("id", visitor)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Visitor add(UUID link, String secret) {
        var id = IDS.generate();
        var now = moment(clock.instant());
        var added = jdbc.sql("""
                        insert into visitors (id, link_id, created_at, last_seen_at)
                        select :id, :link, :now, :now
                        where (select count(*) from visitors where link_id = :link and merged_into is null) < :most""")
                .param("id", id)
                .param("link", link)
                .param("now", now)
                .param("most", MOST_OF_A_LINK)
                .update();
        if (added == 0) {
            throw Problem.of(
                    HttpStatus.CONFLICT, "too-many", "Too many", "More people choose here than one link is made for.");
        }
        addDevice(id, secret);
        return new Visitor(id, null, null);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void addDevice(UUID visitor, String secret) {
        jdbc.sql("insert into visitor_devices (token_hash, visitor_id, created_at) values (?, ?, ?)")
                .params(VisitorCookie.hash(secret), visitor, moment(clock.instant()))
                .update();
    }

    void describe(UUID visitor, @Nullable String name, @Nullable String email) {
        jdbc.sql("update visitors set name = :name, email = :email where id = :id")
                .param("name", name)
                .param("email", email)
                .param("id", visitor)
                .update();
    }

    Optional<UUID> byEmail(UUID link, String email) {
        return jdbc.sql("""
                        select id from visitors
                        where link_id = :link and merged_into is null and lower(email) = lower(:email)
                        order by last_seen_at desc limit 1""")
                .param("link", link)
                .param("email", email)
                .query(UUID.class)
                .optional();
    }

    /**
     * All that was chosen, said and signed off as {@code other} is the visitor's from now on, and so are the devices. Of
     * two changes to one thing the later counts; where both signed off, both stay.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void merge(UUID other, UUID into) {
        jdbc.sql("""
                        insert into choice_lists (id, visitor_id, kind, name, created_at)
                        select :id, :into, 'favourites', '', :now
                        where exists (select from choice_lists where visitor_id = :other and kind = 'favourites')
                        on conflict do nothing""")
                .param("id", IDS.generate())
                .param("into", into)
                .param("other", other)
                .param("now", moment(clock.instant()))
                .update();
        jdbc.sql("""
                        insert into choices (list_id, photo_id, chosen, seq)
                        select mine.id, c.photo_id, c.chosen, c.seq
                        from choice_lists theirs
                            join choices c on c.list_id = theirs.id
                            join choice_lists mine on mine.visitor_id = :into and mine.kind = 'favourites'
                        where theirs.visitor_id = :other and theirs.kind = 'favourites'
                        on conflict (list_id, photo_id) do update set chosen = excluded.chosen, seq = excluded.seq
                        where choices.seq < excluded.seq""").param("into", into).param("other", other).update();
        jdbc.sql("delete from choice_lists where visitor_id = ? and kind = 'favourites'")
                .param(other)
                .update();
        jdbc.sql("update choice_lists set visitor_id = ? where visitor_id = ?")
                .params(into, other)
                .update();
        jdbc.sql("""
                        insert into verdicts (visitor_id, photo_id, verdict, seq)
                        select :into, photo_id, verdict, seq from verdicts where visitor_id = :other
                        on conflict (visitor_id, photo_id) do update set verdict = excluded.verdict, seq = excluded.seq
                        where verdicts.seq < excluded.seq""").param("into", into).param("other", other).update();
        jdbc.sql("delete from verdicts where visitor_id = ?").param(other).update();
        jdbc.sql("update comments set visitor_id = ? where visitor_id = ?")
                .params(into, other)
                .update();
        jdbc.sql("""
                        insert into applied_changes (visitor_id, id, applied_at)
                        select :into, id, applied_at from applied_changes where visitor_id = :other
                        on conflict do nothing""").param("into", into).param("other", other).update();
        jdbc.sql("""
                        update sign_offs s set visitor_id = :into
                        where visitor_id = :other
                            and not exists (select from sign_offs m where m.visitor_id = :into and m.round = s.round)""").param("into", into).param("other", other).update();
        jdbc.sql("update visitor_devices set visitor_id = ? where visitor_id = ?")
                .params(into, other)
                .update();
        jdbc.sql("update visitor_carries set visitor_id = ? where visitor_id = ?")
                .params(into, other)
                .update();
        jdbc.sql("""
                        update visitors v set name = coalesce(v.name, o.name), email = coalesce(v.email, o.email),
                            untold_since = least(v.untold_since, o.untold_since)
                        from visitors o where v.id = :into and o.id = :other""").param("into", into).param("other", other).update();
        // Who signed off in the same round as the other device stays in sight of the photographer with that.
        jdbc.sql("""
                        update visitors v set untold_since = null,
                            merged_into = case when exists (select from sign_offs s where s.visitor_id = v.id)
                                then null else :into::uuid end
                        where id = :other""").param("into", into).param("other", other).update();
    }
}
