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
import vitrine.media.storage.Checksums;
import vitrine.media.storage.OriginalKey;
import vitrine.media.storage.Received;

/** Keys that wait for their bytes or their confirmation. */
@Repository
class Reservations {

    private static final String COLUMNS =
            "key, studio_id, storage, content_type, size_bytes, sha256, received_id, received_sha256, received_crc32,"
                    + " parts_upload, part_size";

    private final JdbcClient jdbc;

    Reservations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False when the photo has a reservation already. */
    @Transactional
    public boolean add(Reservation reservation) {
        OriginalKey key = reservation.key();
        return jdbc.sql("""
                        insert into reservations (photo_id, owner_id, studio_id, key, storage, content_type, size_bytes, sha256,
                                                  parts_upload, part_size)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(key.photoId(), key.owner(), reservation.studioId(), key.toString())
                        .params(reservation.storage(), reservation.contentType(), reservation.sizeBytes())
                        .param(reservation.sha256())
                        .param(reservation.partsUpload())
                        .param(reservation.partSize())
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
    public void received(UUID photoId, @Nullable Received received) {
        jdbc.sql("""
                        update reservations set received_id = ?, received_sha256 = ?, received_crc32 = ?
                        where photo_id = ?""")
                .param(received == null ? null : received.id())
                .param(received == null ? null : received.checksums().sha256())
                .param(received == null ? null : received.checksums().crc32())
                .param(photoId)
                .update();
    }

    /** @param partsUpload what the back end calls the upload in parts from now on */
    @Transactional(propagation = Propagation.MANDATORY)
    public void beginParts(UUID photoId, String partsUpload) {
        jdbc.sql("update reservations set parts_upload = ? where photo_id = ?")
                .params(partsUpload, photoId)
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
                row.getObject("studio_id", UUID.class),
                row.getString("storage"),
                row.getString("content_type"),
                row.getLong("size_bytes"),
                row.getString("sha256"),
                received(row),
                row.getString("parts_upload"),
                row.getObject("part_size", Long.class));
    }

    /** Bytes that were received have the announced size, or they would not have been. */
    private static @Nullable Received received(ResultSet row) throws SQLException {
        UUID id = row.getObject("received_id", UUID.class);
        return id == null
                ? null
                : new Received(
                        id,
                        new Checksums(
                                row.getLong("size_bytes"),
                                row.getString("received_sha256"),
                                row.getLong("received_crc32")));
    }
}
