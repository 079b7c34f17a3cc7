package vitrine.media.assets;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.media.assets.Announcements.AnnouncedRendition;
import vitrine.media.assets.Announcements.Reason;
import vitrine.media.metadata.PhotoMetadata;
import vitrine.media.rendering.RenderedSet;
import vitrine.media.rendering.WatermarkSpec;
import vitrine.media.storage.Checksums;
import vitrine.media.storage.OriginalKey;

/**
 * Confirmed originals. Every change that others must hear of is announced in the same transaction; whoever changes an
 * asset locks its row first, which keeps its announcements in order.
 */
@Repository
public class Assets {

    private static final String COLUMNS =
            "photo_id, studio_id, key, storage, content_type, size_bytes, sha256, crc32, width, height, status, attempts";

    private final JdbcClient jdbc;
    private final Announcements announcements;

    Assets(JdbcClient jdbc, Announcements announcements) {
        this.jdbc = jdbc;
        this.announcements = announcements;
    }

    public Optional<Asset> find(UUID photoId) {
        return jdbc.sql("select " + COLUMNS + " from assets where photo_id = ?")
                .param(photoId)
                .query(Assets::asset)
                .optional();
    }

    /** What lies beside the original, by name; empty while nothing is rendered. */
    public List<StoredRendition> renditions(UUID photoId) {
        return jdbc.sql("""
                        select name, width, height, size_bytes, sha256, crc32 from renditions where photo_id = ?
                        order by name""").param(photoId).query(Assets::rendition).list();
    }

    /** Nobody else changes the asset until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Asset> lock(UUID photoId) {
        return jdbc.sql("select " + COLUMNS + " from assets where photo_id = ? for update")
                .param(photoId)
                .query(Assets::asset)
                .optional();
    }

    /** Stores a new asset, and asks for its renditions. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Asset store(
            UUID studioId,
            OriginalKey key,
            String storage,
            String contentType,
            Checksums checksums,
            int width,
            int height) {
        jdbc.sql("""
                        insert into assets (photo_id, owner_id, studio_id, key, storage, content_type, size_bytes, sha256, crc32,
                                            width, height, status)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending')""")
                .params(key.photoId(), key.owner(), studioId, key.toString(), storage, contentType)
                .params(checksums.size(), checksums.sha256(), checksums.crc32(), width, height)
                .update();
        var asset = new Asset(
                key.photoId(), studioId, key, storage, contentType, checksums, width, height, Asset.Status.PENDING, 0);
        announcements.stored(asset, nextVersion(asset));
        announcements.requested(asset, nextVersion(asset));
        return asset;
    }

    /** Asks for the renditions of a locked asset once more; those it has stay until new ones are made. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requestAgain(Asset asset) {
        jdbc.sql("""
                        update assets set status = 'pending', remake = remake or status = 'ready', requested_at = now(),
                               requests = requests + 1 where photo_id = ?""").param(asset.photoId()).update();
        announcements.requested(asset, nextVersion(asset));
    }

    /** A rendering of this asset begins; what a crash leaves behind is this number. */
    @Transactional
    public void attemptBegins(UUID photoId) {
        jdbc.sql("update assets set attempts = attempts + 1 where photo_id = ?")
                .param(photoId)
                .update();
    }

    /** An attempt ended for reasons that are not the picture's. */
    @Transactional
    public void attemptDoesNotCount(UUID photoId) {
        jdbc.sql("update assets set attempts = greatest(attempts - 1, 0) where photo_id = ?")
                .param(photoId)
                .update();
    }

    /** Lets the other pictures of its studio go first. */
    @Transactional
    public void toTheEndOfTheLine(UUID photoId) {
        jdbc.sql("update assets set due_at = clock_timestamp() where photo_id = ?")
                .param(photoId)
                .update();
    }

    /** The renditions of a locked asset are stored. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ready(Asset asset, RenderedSet rendered, List<StoredRendition> renditions, PhotoMetadata metadata) {
        jdbc.sql("""
                        update assets set status = 'ready', remake = false, reason_code = null, reason_message = null, attempts = 0,
                               width = ?, height = ?, placeholder = ? where photo_id = ?""")
                .params(rendered.width(), rendered.height(), rendered.placeholder(), asset.photoId())
                .update();
        renditions.forEach(rendition -> addRendition(asset.photoId(), rendition));
        announcements.ready(
                new Announcements.Ready(
                        asset.photoId(),
                        asset.key().toString(),
                        rendered.width(),
                        rendered.height(),
                        Base64.getEncoder().encodeToString(rendered.placeholder()),
                        metadata,
                        renditions.stream()
                                .map(rendition -> new AnnouncedRendition(
                                        announced(rendition.name()),
                                        rendition.width(),
                                        rendition.height(),
                                        rendition.checksums().size()))
                                .toList()),
                nextVersion(asset));
    }

    /** A rendition is stored; without its asset it is not known. */
    @Transactional
    public void addRendition(UUID photoId, StoredRendition rendition) {
        jdbc.sql("""
                        insert into renditions (photo_id, name, width, height, size_bytes, sha256, crc32)
                        select photo_id, ?, ?, ?, ?, ?, ? from assets where photo_id = ?
                        on conflict (photo_id, name) do update set width = excluded.width, height = excluded.height,
                               size_bytes = excluded.size_bytes, sha256 = excluded.sha256, crc32 = excluded.crc32""")
                .params(rendition.name(), rendition.width(), rendition.height())
                .params(
                        rendition.checksums().size(),
                        rendition.checksums().sha256(),
                        rendition.checksums().crc32(),
                        photoId)
                .update();
    }

    /** @return the names of the forgotten ones, whose objects can go */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<String> forgetRenditionsMarkedOtherThan(Asset asset, String storedName) {
        return jdbc.sql("""
                        delete from renditions where photo_id = ? and name like ? and name <> ? returning name""")
                .params(asset.photoId(), WatermarkSpec.STORED_AS + "%", storedName)
                .query(String.class)
                .list();
    }

    /** Others know the one that is marked by what it is, not by how. */
    private static String announced(String storedName) {
        return storedName.startsWith(WatermarkSpec.STORED_AS) ? "watermarked" : storedName;
    }

    /** Whether it had all its renditions before. */
    public boolean isMadeAgain(UUID photoId) {
        return jdbc.sql("select remake from assets where photo_id = ?")
                .param(photoId)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** A locked asset has all it had before, marked anew; nothing that others know of it changed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void madeAgain(Asset asset) {
        jdbc.sql("""
                        update assets set status = 'ready', remake = false, attempts = 0
                        where photo_id = ? and status = 'pending' and remake""").param(asset.photoId()).update();
    }

    /** A locked asset will have no renditions; the message is for the person who uploaded it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void failed(Asset asset, String code, String message) {
        jdbc.sql("update assets set status = 'failed', reason_code = ?, reason_message = ? where photo_id = ?")
                .params(code, message, asset.photoId())
                .update();
        announcements.failed(asset, new Reason(code, message), nextVersion(asset));
    }

    /** A photo that was promised bytes will have none; the message is for the person who waits for it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void neverStored(OriginalKey key, String code, String message) {
        announcements.neverStored(key, new Reason(code, message));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void delete(Asset asset) {
        jdbc.sql("delete from assets where photo_id = ?").param(asset.photoId()).update();
    }

    /** Remembers that the bytes of an asset are not where they should be. */
    @Transactional
    public void originalMissing(UUID photoId) {
        jdbc.sql("update assets set missing_since = coalesce(missing_since, now()) where photo_id = ?")
                .param(photoId)
                .update();
    }

    @Transactional
    public void originalFound(UUID photoId) {
        jdbc.sql("update assets set missing_since = null where photo_id = ?")
                .param(photoId)
                .update();
    }

    /** Assets whose original was not found when it was last looked for. */
    public List<Asset> missing(int limit) {
        return jdbc.sql("select " + COLUMNS + " from assets where missing_since is not null order by photo_id limit ?")
                .param(limit)
                .query(Assets::asset)
                .list();
    }

    public long waiting() {
        return jdbc.sql("select count(*) from assets where status = 'pending'")
                .query(Long.class)
                .single();
    }

    public long originalsMissing() {
        return jdbc.sql("select count(*) from assets where missing_since is not null")
                .query(Long.class)
                .single();
    }

    /** Assets in the order of their ids, for walking over all of them. */
    public List<Asset> after(@Nullable UUID photoId, int limit) {
        UUID from = photoId == null ? new UUID(0, 0) : photoId;
        return jdbc.sql("select " + COLUMNS + " from assets where photo_id > ? order by photo_id limit ?")
                .params(from, limit)
                .query(Assets::asset)
                .list();
    }

    /** Assets whose last request for renditions was long enough ago to doubt it; each further one waits twice as long. */
    public List<UUID> waitingTooLong(int firstAfterMinutes, int limit) {
        return jdbc.sql("""
                        select photo_id from assets where status = 'pending'
                        and requested_at < now() - least(? * power(2, requests - 1), 60) * interval '1 minute'
                        order by requested_at limit ?""").params(firstAfterMinutes, limit).query(UUID.class).list();
    }

    public List<UUID> ofOwner(UUID owner, int limit) {
        return jdbc.sql("select photo_id from assets where owner_id = ? limit ?")
                .params(owner, limit)
                .query(UUID.class)
                .list();
    }

    private long nextVersion(Asset asset) {
        return jdbc.sql("update assets set version = version + 1 where photo_id = ? returning version")
                .param(asset.photoId())
                .query(Long.class)
                .single();
    }

    private static Asset asset(ResultSet row, int number) throws SQLException {
        return new Asset(
                row.getObject("photo_id", UUID.class),
                row.getObject("studio_id", UUID.class),
                OriginalKey.parse(row.getString("key")).orElseThrow(),
                row.getString("storage"),
                row.getString("content_type"),
                checksums(row),
                row.getInt("width"),
                row.getInt("height"),
                Asset.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"));
    }

    private static StoredRendition rendition(ResultSet row, int number) throws SQLException {
        return new StoredRendition(row.getString("name"), row.getInt("width"), row.getInt("height"), checksums(row));
    }

    private static Checksums checksums(ResultSet row) throws SQLException {
        return new Checksums(row.getLong("size_bytes"), row.getString("sha256"), row.getLong("crc32"));
    }
}
