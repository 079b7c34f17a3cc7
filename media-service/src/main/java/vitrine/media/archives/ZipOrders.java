package vitrine.media.archives;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import vitrine.media.storage.ObjectName;
import vitrine.media.storage.OriginalKey;

/** ZIPs that were asked for, written down so that every instance gives the same bytes for as long as they are kept. */
@Repository
@Profile("!worker")
class ZipOrders {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final JdbcClient jdbc;

    ZipOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A photo that a ZIP should have, and the name it should have there. */
    record Wanted(OriginalKey key, String name) {}

    /** The files there are, in the order wanted; a photo that is missing on its storage or not rendered yet is left out. */
    List<ZipEntry> existing(List<Wanted> wanted, ZipSize size) {
        var names = new ZipNames();
        var entries = new ArrayList<ZipEntry>(wanted.size());
        String bytes = size.rendition() == null
                ? "select a.size_bytes, a.crc32"
                : "select r.size_bytes, r.crc32 from renditions r where r.photo_id = a.photo_id and r.name = '"
                        + size.rendition() + "'";
        jdbc.sql("""
                        select w.place, a.key, a.stored_at, b.size_bytes, b.crc32
                          from unnest(?::text[]) with ordinality w(key, place)
                          join assets a on a.key = w.key and a.missing_since is null
                         cross join lateral (""" + bytes + ") b order by w.place")
                .param(wanted.stream().map(photo -> photo.key().toString()).toArray(String[]::new))
                .query((ResultSet row) -> {
                    Wanted photo = wanted.get(row.getInt("place") - 1);
                    String rendition = size.rendition();
                    entries.add(new ZipEntry(
                            photo.key(),
                            object(photo.key(), rendition),
                            names.add(rendition == null ? photo.name() : ZipNames.asJpeg(photo.name())),
                            row.getLong("size_bytes"),
                            row.getLong("crc32"),
                            instant(row, "stored_at")));
                });
        return entries;
    }

    /** Writes an order down. */
    @Transactional
    public ZipOrder add(String grant, String filename, List<ZipEntry> entries, ZipSize size, Instant expires) {
        var layout = new ZipLayout(entries);
        var order = new ZipOrder(IDS.generate(), grant, filename, layout.length(), layout.etag());
        jdbc.sql("""
                        insert into zip_orders (id, grant_name, filename, size_bytes, etag, expires_at)
                        values (?, ?, ?, ?, ?, ?)""")
                .params(order.id(), grant, filename, order.sizeBytes(), order.etag(), Timestamp.from(expires))
                .update();
        jdbc.sql("""
                        insert into zip_entries (order_id, position, key, rendition, name, size_bytes, crc32, modified_at)
                        select :order, place, key, :rendition, name, size, crc32, modified
                          from unnest(:keys::text[], :names::text[], :sizes::bigint[], :crcs::bigint[],
                                      :modified::timestamptz[]) with ordinality e(key, name, size, crc32, modified, place)""")
                .param("order", order.id())
                .param("rendition", size.rendition())
                .param(
                        "keys",
                        entries.stream().map(entry -> entry.key().toString()).toArray(String[]::new))
                .param("names", entries.stream().map(ZipEntry::name).toArray(String[]::new))
                .param("sizes", entries.stream().map(ZipEntry::size).toArray(Long[]::new))
                .param("crcs", entries.stream().map(ZipEntry::crc32).toArray(Long[]::new))
                .param(
                        "modified",
                        entries.stream()
                                .map(entry -> entry.modified().toString())
                                .toArray(String[]::new))
                .update();
        return order;
    }

    Optional<ZipOrder> find(UUID id, String grant, Instant now) {
        return jdbc.sql("""
                        select id, grant_name as grant, filename, size_bytes, etag from zip_orders
                         where id = ? and grant_name = ? and expires_at > ?""")
                .params(id, grant, Timestamp.from(now))
                .query(ZipOrder.class)
                .optional();
    }

    List<ZipEntry> entries(UUID order) {
        return jdbc.sql("""
                        select key, rendition, name, size_bytes, crc32, modified_at from zip_entries
                         where order_id = ? order by position""").param(order).query(ZipOrders::entry).list();
    }

    @Scheduled(fixedDelay = 3600 * 1000, initialDelay = 600 * 1000)
    void forgetOld() {
        jdbc.sql("delete from zip_orders where expires_at < now()").update();
    }

    private static ZipEntry entry(ResultSet row, int number) throws SQLException {
        OriginalKey key = OriginalKey.parse(row.getString("key")).orElseThrow();
        return new ZipEntry(
                key,
                object(key, row.getString("rendition")),
                row.getString("name"),
                row.getLong("size_bytes"),
                row.getLong("crc32"),
                instant(row, "modified_at"));
    }

    private static ObjectName object(OriginalKey key, @Nullable String rendition) {
        return rendition == null ? ObjectName.original(key) : ObjectName.rendition(key, rendition);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
