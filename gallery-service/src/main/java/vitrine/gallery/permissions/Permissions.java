package vitrine.gallery.permissions;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.access.Caller;
import vitrine.gallery.access.GalleryReach;
import vitrine.gallery.access.Permission;
import vitrine.gallery.access.Reached;
import vitrine.gallery.live.LiveTopics;
import vitrine.gallery.notifications.PersonForgotten;
import vitrine.gallery.notifications.PersonKnown;
import vitrine.gallery.notifications.SharingNews;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;
import vitrine.messaging.Outbox;

/**
 * Gives leave, changes it and takes it. Those who give to an address and those who hear of an account with it take turns, so that neither
 * misses the other.
 */
@Component
public class Permissions {

    /** In force at a time, of one gallery. */
    static final int MOST = 500;

    /** Each is a mail to somebody. */
    static final int MOST_AN_HOUR = 500;

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final GalleryReach reach;
    private final SharingNews news;
    private final LiveTopics live;
    private final Outbox outbox;
    private final JdbcClient jdbc;

    Permissions(GalleryReach reach, SharingNews news, LiveTopics live, Outbox outbox, JdbcClient jdbc) {
        this.reach = reach;
        this.news = news;
        this.live = live;
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    private record Row(
            UUID id, UUID galleryId, @Nullable UUID accountId, Permission level, int epoch, boolean inForce) {}

    private static final String ROW =
            "select id, gallery_id, account_id, level, epoch, revoked_at from gallery_permissions ";

    private static Row row(ResultSet row, int n) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("gallery_id", UUID.class),
                row.getObject("account_id", UUID.class),
                Permission.ofStored(row.getString("level")),
                row.getInt("epoch"),
                row.getObject("revoked_at") == null);
    }

    record Granted(UUID id, boolean isNew) {}

    /**
     * The address may have it already; then it is the same one, with this level from now on.
     *
     * @param language in which a letter is written to whoever is not known here
     */
    @Transactional
    public Granted grant(Caller caller, UUID galleryId, PermissionDraft draft, Locale language) {
        requireForOthers(draft.level());
        reach.require(caller, galleryId, Permission.OWNER);
        String email = draft.email().strip();
        if (isOf(email, caller.accountId())) {
            throw Problem.of(ProblemKind.UNPROCESSABLE, "This is your own address.");
        }
        takeTurns(email);
        Optional<Row> there = jdbc.sql(
                        ROW + "where gallery_id = ? and lower(email) = lower(?) and revoked_at is null for update")
                .params(galleryId, email)
                .query(Permissions::row)
                .optional();
        if (there.isPresent()) {
            change(caller, there.get(), draft.level());
            return new Granted(there.get().id(), false);
        }
        requireRoom(caller, galleryId);
        UUID id = IDS.generate();
        UUID account = jdbc.sql("select account_id from people where lower(email) = lower(?) and active limit 1")
                .param(email)
                .query(UUID.class)
                .optional()
                .orElse(null);
        jdbc.sql("""
                        insert into gallery_permissions (id, gallery_id, studio_id, email, account_id, level, epoch, granted_at)
                        select :id, g.id, g.studio_id, :email, :account, :level, 1, now() from galleries g where g.id = :gallery""")
                .param("id", id)
                .param("gallery", galleryId)
                .param("email", email)
                .param("account", account)
                .param("level", draft.level().stored())
                .update();
        note(id, caller, draft.level());
        news.letter(id, "de".equals(language.getLanguage()) ? "de" : "en");
        if (account != null) {
            tell(account, galleryId);
        }
        return new Granted(id, true);
    }

    private boolean isOf(String email, UUID account) {
        return jdbc.sql("select exists (select from people where account_id = ? and lower(email) = lower(?))")
                .params(account, email)
                .query(Boolean.class)
                .single();
    }

    private static void requireForOthers(Permission level) {
        if (level == Permission.OWNER) {
            throw Problem.invalid("level", "must be view, copy or edit");
        }
    }

    private void requireRoom(Caller caller, UUID galleryId) {
        int inForce = jdbc.sql("select count(*) from gallery_permissions where gallery_id = ? and revoked_at is null")
                .param(galleryId)
                .query(Integer.class)
                .single();
        if (inForce >= MOST) {
            throw Problem.of(
                    ProblemKind.UNPROCESSABLE, "A gallery is shared with at most " + MOST + " people at a time.");
        }
        int lately = jdbc.sql("""
                        select count(*) from gallery_permissions
                         where studio_id = ? and granted_at > now() - interval '1 hour'""").param(caller.studioId()).query(Integer.class).single();
        if (lately >= MOST_AN_HOUR) {
            throw Problem.of(ProblemKind.RATE_LIMITED).retryAfter("3600");
        }
    }

    /** Until the transaction ends nobody else gives to this address, or hears of an account with it. */
    private void takeTurns(String email) {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(lower(?), 81))) held")
                .param(email)
                .query(Integer.class)
                .list();
    }

    @Transactional
    public void change(Caller caller, UUID galleryId, UUID id, Permission level) {
        requireForOthers(level);
        reach.require(caller, galleryId, Permission.OWNER);
        Row row = locked(galleryId, id).filter(Row::inForce).orElseThrow(Problem::notFound);
        change(caller, row, level);
    }

    private void change(Caller caller, Row row, Permission level) {
        if (row.level() == level) {
            return;
        }
        jdbc.sql("update gallery_permissions set level = ? where id = ?")
                .params(level.stored(), row.id())
                .update();
        if (row.level().includes(level)) {
            withdraw(row);
        }
        note(row.id(), caller, level);
        if (row.accountId() != null) {
            live.galleriesOf(row.accountId());
        }
    }

    /**
     * Ends it. Whoever it was given to may give it back, with all else they were given for that gallery.
     *
     * @throws Problem not found, when it is neither of the caller's studio nor their own; forbidden, for others who see the gallery
     */
    @Transactional
    public void revoke(Caller caller, UUID galleryId, UUID id) {
        Optional<Row> row = locked(galleryId, id);
        if (row.filter(found -> found.inForce() && caller.accountId().equals(found.accountId()))
                .isPresent()) {
            jdbc.sql(ROW + "where gallery_id = ? and account_id = ? and revoked_at is null order by id for update")
                    .params(galleryId, caller.accountId())
                    .query(Permissions::row)
                    .list()
                    .forEach(own -> end(own, null));
            return;
        }
        reach.require(caller, galleryId, Permission.OWNER);
        Row found = row.orElseThrow(Problem::notFound);
        if (found.inForce()) {
            end(found, caller);
        }
    }

    private void end(Row row, @Nullable Caller by) {
        jdbc.sql("update gallery_permissions set revoked_at = now() where id = ?")
                .param(row.id())
                .update();
        withdraw(row);
        note(row.id(), by, null);
        if (row.accountId() != null) {
            live.galleriesOf(row.accountId());
        }
    }

    private Optional<Row> locked(UUID galleryId, UUID id) {
        return jdbc.sql(ROW + "where id = ? and gallery_id = ? for update")
                .params(id, galleryId)
                .query(Permissions::row)
                .optional();
    }

    /** URLs given out on it so far open nothing from now on. */
    private void withdraw(Row row) {
        jdbc.sql("update gallery_permissions set epoch = epoch + 1 where id = ?")
                .param(row.id())
                .update();
        outbox.publish(
                "permission.withdrawn.v1",
                row.id(),
                row.epoch(),
                new PermissionWithdrawn(row.id(), row.galleryId(), Reached.grantOf(row.id(), row.epoch())));
    }

    /** @param level null where it ends */
    private void note(UUID id, @Nullable Caller by, @Nullable Permission level) {
        jdbc.sql("""
                        insert into gallery_permission_steps (permission_id, number, at, account_id, name, level, given_back)
                        values (:id, (select count(*) from gallery_permission_steps where permission_id = :id), now(),
                                :account, :name, :level, :back)""")
                .param("id", id)
                .param("account", by == null ? null : by.accountId())
                .param("name", by == null ? null : by.username())
                .param("level", level == null ? null : level.stored())
                .param("back", by == null)
                .update();
    }

    /** While a gallery is in the bin, and after it, nothing of it is shown; the caller has locked it and its photos. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void withdrawAllOf(UUID galleryId) {
        jdbc.sql(ROW + "where gallery_id = ? and revoked_at is null order by id for update")
                .param(galleryId)
                .query(Permissions::row)
                .list()
                .forEach(row -> {
                    withdraw(row);
                    if (row.accountId() != null) {
                        live.galleriesOf(row.accountId());
                    }
                });
    }

    /** What waited for this address is theirs from now on, whatever address they have later. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonKnown person) {
        if (!person.active()) {
            ofAccount(person.accountId()).stream().filter(Row::inForce).forEach(this::withdraw);
            return;
        }
        takeTurns(person.email());
        jdbc.sql("""
                        update gallery_permissions set account_id = :account
                         where account_id is null and revoked_at is null and lower(email) = lower(:email)
                        returning gallery_id""")
                .param("account", person.accountId())
                .param("email", person.email())
                .query(UUID.class)
                .list()
                .forEach(gallery -> tell(person.accountId(), gallery));
    }

    private List<Row> ofAccount(UUID account) {
        return jdbc.sql(ROW + "where account_id = ? order by id for update")
                .param(account)
                .query(Permissions::row)
                .list();
    }

    private void tell(UUID account, UUID galleryId) {
        news.notice(account, galleryId);
        live.galleriesOf(account);
    }

    /** What they were given goes with them; what they gave stays the studio's, without their name. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonForgotten person) {
        List<Row> theirs = ofAccount(person.accountId());
        theirs.stream().filter(Row::inForce).forEach(this::withdraw);
        jdbc.sql("delete from gallery_permissions where account_id = ?")
                .param(person.accountId())
                .update();
        jdbc.sql("update gallery_permission_steps set account_id = null, name = null where account_id = ?")
                .param(person.accountId())
                .update();
    }
}
