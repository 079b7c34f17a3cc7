package vitrine.media.moving;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.media.storage.Checksums;
import vitrine.media.storage.OriginalKey;

/** The photos of a studio by the back end they lie on, and what a move left behind. */
final class MovingPhotos {

    /** @param storage that it was moved away from */
    record Left(UUID photoId, OriginalKey key, String storage) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    MovingPhotos(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    List<UUID> notOn(String storage, UUID studio, UUID after, int limit) {
        return jdbc.sql("""
                        select photo_id from assets where studio_id = ? and storage <> ? and photo_id > ?
                        order by photo_id limit ?""")
                .params(studio, storage, after, limit)
                .query(UUID.class)
                .list();
    }

    List<UUID> studios() {
        return jdbc.sql("select distinct studio_id from assets order by 1")
                .query(UUID.class)
                .list();
    }

    Optional<MovingPhoto> find(UUID photoId) {
        return jdbc.sql("""
                        select photo_id, key, storage, content_type, size_bytes, sha256, crc32 from assets
                        where photo_id = ?""").param(photoId).query(this::photo).optional();
    }

    /**
     * From here on the photo lies on the other back end, unless it changed since its copying began.
     *
     * @return whether it was switched
     */
    boolean switchTo(String storage, MovingPhoto copied) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            boolean there = jdbc.sql("select photo_id from assets where photo_id = ? for update")
                    .param(copied.photoId())
                    .query(UUID.class)
                    .optional()
                    .isPresent();
            if (!there || !find(copied.photoId()).filter(copied::equals).isPresent()) {
                return false;
            }
            jdbc.sql("update assets set storage = ? where photo_id = ?")
                    .params(storage, copied.photoId())
                    .update();
            jdbc.sql("delete from moved_photos where photo_id = ? and storage = ?")
                    .params(copied.photoId(), storage)
                    .update();
            jdbc.sql("insert into moved_photos (photo_id, key, storage) values (?, ?, ?) on conflict do nothing")
                    .params(copied.photoId(), copied.key().toString(), copied.storage())
                    .update();
            return true;
        }));
    }

    /** Copies nobody reads any more: the photo is on another back end, or gone. */
    List<Left> left(int limit) {
        return jdbc.sql("""
                        select m.photo_id, m.key, m.storage from moved_photos m
                        where not exists (select 1 from assets a where a.photo_id = m.photo_id and a.storage = m.storage)
                        order by m.photo_id limit ?""")
                .param(limit)
                .query((row, number) ->
                        new Left(row.getObject("photo_id", UUID.class), key(row), row.getString("storage")))
                .list();
    }

    void removed(Left left) {
        jdbc.sql("delete from moved_photos where photo_id = ? and storage = ?")
                .params(left.photoId(), left.storage())
                .update();
    }

    private MovingPhoto photo(ResultSet row, int number) throws SQLException {
        UUID photoId = row.getObject("photo_id", UUID.class);
        List<MovingPhoto.Rendition> renditions = jdbc.sql("""
                        select name, size_bytes, sha256, crc32 from renditions where photo_id = ? order by name""")
                .param(photoId)
                .query((each, n) -> new MovingPhoto.Rendition(each.getString("name"), checksums(each)))
                .list();
        return new MovingPhoto(
                photoId, key(row), row.getString("storage"), row.getString("content_type"), checksums(row), renditions);
    }

    private static OriginalKey key(ResultSet row) throws SQLException {
        return OriginalKey.parse(row.getString("key")).orElseThrow();
    }

    private static Checksums checksums(ResultSet row) throws SQLException {
        return new Checksums(row.getLong("size_bytes"), row.getString("sha256"), row.getLong("crc32"));
    }
}
