package vitrine.share.links;

import static vitrine.share.links.Columns.instant;
import static vitrine.share.links.Columns.integer;
import static vitrine.share.links.Columns.timestamp;
import static vitrine.share.links.Columns.uuid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.share.security.Caller;
import vitrine.share.settings.PublicOrigins;

/** Share links. Whose they are is part of every query: of another studio's there is nothing to find. */
@Repository
public class ShareLinks {

    private static final String VIEW = """
            select l.*, g.name as gallery_name, is_withdrawn(l) as withdrawn
            from share_links l join galleries g on g.id = l.gallery_id
            where\s""";

    private final JdbcClient jdbc;
    private final LinkTokens tokens;
    private final Clock clock;
    private final String viewAddress;

    ShareLinks(JdbcClient jdbc, LinkTokens tokens, Clock clock, PublicOrigins origins) {
        this.jdbc = jdbc;
        this.tokens = tokens;
        this.clock = clock;
        this.viewAddress = origins.share() + "/view/";
    }

    /** Newest first: ids grow with time. */
    public List<ShareLinkView> page(Caller caller, @Nullable UUID gallery, @Nullable UUID after, int limit) {
        return jdbc.sql(VIEW
                        + ownedBy(caller)
                        + (gallery == null ? "" : " and l.gallery_id = :gallery")
                        + (after == null ? "" : " and l.id < :after")
                        + " order by l.id desc limit :limit")
                .param("studio", caller.studio())
                .param("gallery", gallery)
                .param("after", after)
                .param("limit", limit)
                .query(this::view)
                .list();
    }

    public Optional<ShareLinkView> view(Caller caller, UUID id) {
        return jdbc.sql(VIEW + ownedBy(caller) + " and l.id = :id")
                .param("studio", caller.studio())
                .param("id", id)
                .query(this::view)
                .optional();
    }

    /** For who acts for the link itself, not for somebody who asks. */
    public Optional<ShareLinkView> known(UUID id) {
        return jdbc.sql(VIEW + "l.id = :id").param("id", id).query(this::view).optional();
    }

    /** Living or over. Looked up by hash, so that the time it takes tells nothing about tokens. */
    public Optional<ShareLinkView> withToken(String token) {
        return LinkTokens.isWellFormed(token)
                ? jdbc.sql(VIEW + "l.token_hash = :hash")
                        .param("hash", LinkTokens.hash(token))
                        .query(this::view)
                        .optional()
                : Optional.empty();
    }

    /** For changing it: nobody else does until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<ShareLink> lock(Caller caller, UUID id) {
        return jdbc.sql("select l.* from share_links l where " + ownedBy(caller) + " and l.id = :id for update")
                .param("studio", caller.studio())
                .param("id", id)
                .query((row, number) -> new ShareLink(
                        uuid(row, "id"),
                        uuid(row, "studio_id"),
                        uuid(row, "gallery_id"),
                        AccessLevel.ofStored(row.getString("access_level")),
                        row.getBoolean("is_active"),
                        instant(row, "revoked_at"),
                        instant(row, "expires_at"),
                        integer(row, "max_views"),
                        row.getString("password_hash"),
                        row.getInt("password_version"),
                        row.getString("pin_hash"),
                        row.getInt("pin_version"),
                        Columns.uuids(row, "set_ids"),
                        row.getInt("epoch"),
                        row.getLong("version")))
                .optional();
    }

    void add(ShareLink link, Caller by, String token, ShareLinkRequest request, Instant now) {
        var size = request.downloadSize() == null ? DownloadSize.ORIGINAL : request.downloadSize();
        var watermarkName = request.watermarkName();
        jdbc.sql("""
                        insert into share_links (id, studio_id, gallery_id, created_by, created_by_name, token_hash,
                            token_sealed, access_level, is_active, expires_at, max_views, password_hash,
                            password_version, pin_hash, set_ids, epoch, version, recipient_email, message, download_size,
                            watermark_name, created_at)
                        values (:id, :studio, :gallery, :by, :byName, :hash, :sealed, :level, :active, :expires, :max,
                            :password, :passwordVersion, :pin, :sets, :epoch, :version, :recipient, :message, :size, :watermarkName,
                            :now)""")
                .param("id", link.id())
                .param("studio", link.studioId())
                .param("gallery", link.galleryId())
                .param("by", by.id())
                .param("byName", by.username())
                .param("hash", LinkTokens.hash(token))
                .param("sealed", tokens.seal(token, link.id()))
                .param("level", link.accessLevel().stored())
                .param("active", link.active())
                .param("expires", timestamp(link.expiresAt()))
                .param("max", link.maxViews())
                .param("password", link.passwordHash())
                .param("passwordVersion", link.passwordVersion())
                .param("pin", link.pinHash())
                .param("sets", array(link.setIds()), Types.ARRAY)
                .param("epoch", link.epoch())
                .param("version", link.version())
                .param("recipient", request.recipientEmail())
                .param("message", request.message())
                .param("size", size.stored())
                .param("watermarkName", watermarkName == null ? null : watermarkName.strip())
                .param("now", timestamp(now))
                .update();
    }

    /** All that the aggregate decides; the counters beside it are left alone. */
    void save(ShareLink link) {
        jdbc.sql("""
                        update share_links set is_active = :active, revoked_at = :revoked, expires_at = :expires,
                            max_views = :max, password_hash = :password, password_version = :passwordVersion,
                            pin_hash = :pin, pin_version = :pinVersion, set_ids = :sets, epoch = :epoch, version = :version
                        where id = :id""")
                .param("id", link.id())
                .param("active", link.active())
                .param("revoked", timestamp(link.revokedAt()))
                .param("expires", timestamp(link.expiresAt()))
                .param("max", link.maxViews())
                .param("password", link.passwordHash())
                .param("passwordVersion", link.passwordVersion())
                .param("pin", link.pinHash())
                .param("pinVersion", link.pinVersion())
                .param("sets", array(link.setIds()), Types.ARRAY)
                .param("epoch", link.epoch())
                .param("version", link.version())
                .update();
    }

    private static UUID @Nullable [] array(@Nullable List<UUID> ids) {
        return ids == null ? null : ids.toArray(UUID[]::new);
    }

    private ShareLinkView view(ResultSet row, int number) throws SQLException {
        var id = uuid(row, "id");
        var token = tokens.open(row.getBytes("token_sealed"), id);
        var expiresAt = instant(row, "expires_at");
        var maxViews = integer(row, "max_views");
        return new ShareLinkView(
                id,
                uuid(row, "gallery_id"),
                row.getString("gallery_name"),
                AccessLevel.ofStored(row.getString("access_level")),
                viewAddress + token,
                token,
                LinkState.of(
                        instant(row, "revoked_at"),
                        row.getBoolean("withdrawn"),
                        row.getBoolean("is_active"),
                        expiresAt,
                        maxViews,
                        row.getLong("views"),
                        clock.instant()),
                row.getBoolean("is_active"),
                expiresAt,
                maxViews,
                row.getLong("views"),
                row.getLong("visitors"),
                row.getLong("downloads"),
                row.getString("password_hash") != null,
                row.getString("pin_hash") != null,
                Columns.uuids(row, "set_ids"),
                DownloadSize.ofStored(row.getString("download_size")),
                row.getString("watermark_name"),
                row.getString("recipient_email"),
                row.getString("message"),
                new ShareLinkView.CreatedBy(uuid(row, "created_by"), row.getString("created_by_name")),
                row.getTimestamp("created_at").toInstant(),
                instant(row, "last_viewed_at"),
                instant(row, "mailed_at"));
    }

    /** A caller without a studio owns nothing: comparing with null is never true. */
    private static String ownedBy(Caller caller) {
        return caller.isAdmin() ? "true" : "l.studio_id = :studio";
    }
}
