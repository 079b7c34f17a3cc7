package vitrine.gallery.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/**
 * What a caller may do in a gallery: everything in those of their studio, what they were given leave for in others. Strangers cannot tell
 * a gallery from one that does not exist. Who asks in order to change something holds the permission it stands on, so that a revocation
 * comes before the change or after it. Rows are locked in the order gallery, photos, permissions.
 */
@Component
public class GalleryReach {

    /** The gallery {@code g} is of the caller's studio, or shared with them. */
    public static final String REACHED = "(:everywhere or g.studio_id = :studio or " + sharedWithCaller("g.id") + ")";

    /** The photo {@code p} is of the caller's studio, or in a gallery that is shared with them. */
    public static final String PHOTO_REACHED =
            "(:everywhere or p.studio_id = :studio or " + sharedWithCaller("p.gallery_id") + ")";

    /** Joins what is shared of the gallery {@code g} with the caller; of several permissions the strongest. */
    public static final String SHARE_JOIN = """
             left join lateral (select r.id, r.level, r.epoch from gallery_permissions r
                                 where r.gallery_id = g.id and r.account_id = :account and r.revoked_at is null
                                 order by array_position(array['edit', 'copy', 'view'], r.level::text), r.id limit 1) share
                    on true
            """;

    public static final String SHARE_COLUMNS = " share.id share_id, share.level share_level, share.epoch share_epoch ";

    private final JdbcClient jdbc;

    GalleryReach(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param gallery column with the id of a gallery */
    public static String sharedWithCaller(String gallery) {
        return "exists (select from gallery_permissions r where r.gallery_id = " + gallery
                + " and r.account_id = :account and r.revoked_at is null)";
    }

    /** @throws Problem not found, when the gallery does not exist, is not for them or in the bin; forbidden, when they may do less */
    public Reached require(Caller caller, UUID galleryId, Permission needed) {
        return require(caller, galleryId, needed, "");
    }

    /** The same, and nobody else changes the gallery until the transaction ends. */
    public Reached requireAndLock(Caller caller, UUID galleryId, Permission needed) {
        return require(caller, galleryId, needed, " for update of g");
    }

    /** The same, of a gallery that is not locked, and holds it in place until the transaction ends: photos may still arrive in it. */
    public Reached requireAndHold(Caller caller, UUID galleryId, Permission needed) {
        return requireUnlocked(require(caller, galleryId, needed, " for key share of g"), galleryId);
    }

    /** The same, and nobody else arranges the gallery until the transaction ends: photos may still arrive in it. */
    public Reached requireAndArrange(Caller caller, UUID galleryId, Permission needed) {
        return requireUnlocked(require(caller, galleryId, needed, " for no key update of g"), galleryId);
    }

    /** The same, and nothing may arrive in the gallery from here on. */
    public Reached requireAndClose(Caller caller, UUID galleryId, Permission needed) {
        return requireUnlocked(requireAndLock(caller, galleryId, needed), galleryId);
    }

    private Reached requireUnlocked(Reached reached, UUID galleryId) {
        requireUnlocked(List.of(galleryId));
        return reached;
    }

    /** @throws Problem when one of them keeps its photos as they are */
    public void requireUnlocked(Collection<UUID> galleryIds) {
        if (!jdbc.sql("select 1 from galleries where id = any(?) and locked")
                .param(galleryIds.toArray(UUID[]::new))
                .query(Integer.class)
                .list()
                .isEmpty()) {
            throw Problem.of(ProblemKind.GALLERY_LOCKED);
        }
    }

    private Reached require(Caller caller, UUID galleryId, Permission needed, String lock) {
        UUID studio = jdbc.sql("select g.studio_id from galleries g where g.id = :id and g.binned_at is null and "
                        + REACHED + lock)
                .param("id", galleryId)
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .param("account", caller.accountId())
                .query(UUID.class)
                .optional()
                .orElseThrow(Problem::notFound);
        if (caller.admin() || studio.equals(caller.studioId())) {
            return Reached.own(caller);
        }
        Map<UUID, Reached> shared =
                lock.isEmpty() ? shared(caller, List.of(galleryId)) : hold(caller, List.of(galleryId));
        return Optional.ofNullable(shared.get(galleryId))
                .orElseThrow(Problem::notFound)
                .require(needed);
    }

    /** How far they reach in those of the galleries that were shared with them. */
    public Map<UUID, Reached> shared(Caller caller, Collection<UUID> galleryIds) {
        return shared(caller, galleryIds, "");
    }

    /** The same, and nothing of it is revoked until the transaction ends. */
    public Map<UUID, Reached> hold(Caller caller, Collection<UUID> galleryIds) {
        return shared(caller, galleryIds, " for share");
    }

    private record Given(UUID galleryId, Reached reached) {}

    private Map<UUID, Reached> shared(Caller caller, Collection<UUID> galleryIds, String lock) {
        if (galleryIds.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Reached> strongest = new HashMap<>();
        jdbc.sql("""
                        select gallery_id, id, level, epoch from gallery_permissions
                         where gallery_id = any(:ids) and account_id = :account and revoked_at is null order by id""" + lock)
                .param("ids", galleryIds.toArray(UUID[]::new))
                .param("account", caller.accountId())
                .query((row, n) -> new Given(
                        row.getObject("gallery_id", UUID.class),
                        Reached.granted(
                                row.getObject("id", UUID.class),
                                row.getString("level"),
                                row.getInt("epoch"),
                                caller.photographer())))
                .list()
                .forEach(given -> strongest.merge(
                        given.galleryId(),
                        given.reached(),
                        (one, other) -> one.includes(other.permission()) ? one : other));
        return strongest;
    }

    /** Those who were given leave to see a gallery. */
    public Set<UUID> accountsSharing(UUID galleryId) {
        return new HashSet<>(jdbc.sql("""
                        select account_id from gallery_permissions
                         where gallery_id = ? and account_id is not null and revoked_at is null""").param(galleryId).query(UUID.class).list());
    }
}
