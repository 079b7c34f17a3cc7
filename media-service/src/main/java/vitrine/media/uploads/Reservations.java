package vitrine.media.uploads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.media.storage.OriginalKey;

/** Keys that wait for their bytes or their confirmation. */
@Repository
class Reservations {

    private static final String COLUMNS = "key, content_type, size_bytes, sha256, received_id, received_sha256";

    private final JdbcClient jdbc;

    Reservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the photo has a reservation already. */
    @Transactional
    public boolean add(OriginalKey key, String contentType, long sizeBytes, @Nullable String sha256) {
        return jdbc.sql("""
                        insert into reservations (photo_id, owner_id, key, content_type, size_bytes, sha256)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(key.photoId(), key.owner(), key.toString(), contentType, sizeBytes)
                        .param(sha256)
                        .update()
                == 1;
    }

    Optional<Reservation> find(UUID photoId) {
        return jdbc.sql("select " + COLUMNS + " from reservations where photo_id = ?")
                .param(photoId)
                .query(Reservations::reservation)
                .optional();
    }

    /** Nobody else changes it until the transaction ends: puts and confirmations of one key take turns here. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Reservation> lock(UUID photoId) {
        return jdbc.sql("select " + COLUMNS + " from reservations where photo_id = ? for update")
                .param(photoId)
                .query(Reservations::reservation)
                .optional();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void received(UUID photoId, @Nullable UUID receivedId, @Nullable String sha256) {
        jdbc.sql("update reservations set received_id = ?, received_sha256 = ? where photo_id = ?")
                .param(receivedId)
                .param(sha256)
                .param(photoId)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(UUID photoId) {
        jdbc.sql("delete from reservations where photo_id = ?").param(photoId).update();
    }

    List<UUID> olderThan(Duration age, int limit) {
        return jdbc.sql("""
                        select photo_id from reservations where reserved_at < now() - ? * interval '1 second'
                        order by reserved_at limit ?""").params(age.toSeconds(), limit).query(UUID.class).list();
    }

    List<UUID> ofOwner(UUID owner, int limit) {
        return jdbc.sql("select photo_id from reservations where owner_id = ? limit ?")
                .params(owner, limit)
                .query(UUID.class)
                .list();
    }

    boolean countsOn(UUID receivedId) {
        return jdbc.sql("select exists (select 1 from reservations where received_id = ?)")
                .param(receivedId)
                .query(Boolean.class)
                .single();
    }

    private static Reservation reservation(ResultSet row, int number) throws SQLException {
        return new Reservation(
                OriginalKey.parse(row.getString("key")).orElseThrow(),
                row.getString("content_type"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                row.getObject("received_id", UUID.class),
                row.getString("received_sha256"));
    }
}
