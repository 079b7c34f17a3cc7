package vitrine.media.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Which file of the media library is which object of ours. */
final class WordPressIndex {

    private static final String COLUMNS = "name, file, media_id, url, size_bytes";

    /**
     * @param file what the file is called there, after {@code vitrine-}
     * @param mediaId null while it is not known whether the file arrived
     */
    record Entry(
            String name,
            UUID file,
            @Nullable Long mediaId,
            @Nullable String url,
            long size) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    WordPressIndex(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    void announce(UUID file, long size) {
        jdbc.sql("insert into wordpress_media (name, file, size_bytes) values (?, ?, ?)")
                .params(ObjectName.incoming(file).path(), file, size)
                .update();
    }

    void arrived(UUID file, long mediaId, String url) {
        jdbc.sql("update wordpress_media set media_id = ?, url = ? where file = ?")
                .params(mediaId, url, file)
                .update();
    }

    Optional<Entry> find(String name) {
        return jdbc.sql("select " + COLUMNS + " from wordpress_media where name = ?")
                .param(name)
                .query(WordPressIndex::entry)
                .optional();
    }

    /** What a renaming found. */
    record Renamed(boolean done, @Nullable UUID displaced) {}

    /** Gives an incoming file a name. The file that had it is incoming again; it is for the caller to delete. */
    Renamed rename(ObjectName.Incoming incoming, ObjectName target) {
        return Objects.requireNonNull(transaction.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                    .param(target.path())
                    .query((row, number) -> true)
                    .single();
            if (find(incoming.path()).isEmpty()) {
                return new Renamed(false, null);
            }
            Optional<UUID> displaced =
                    jdbc.sql("""
                            update wordpress_media set name = 'incoming/' || file, written_at = now() where name = ?
                            returning file""").param(target.path()).query(UUID.class).optional();
            jdbc.sql("update wordpress_media set name = ? where name = ?")
                    .params(target.path(), incoming.path())
                    .update();
            return new Renamed(true, displaced.orElse(null));
        }));
    }

    void remove(UUID file) {
        jdbc.sql("delete from wordpress_media where file = ?").param(file).update();
    }

    List<String> names(String folder) {
        return jdbc.sql("select name from wordpress_media where starts_with(name, ?)")
                .param(folder)
                .query(String.class)
                .list();
    }

    List<OriginalKey> originalsAfter(@Nullable OriginalKey last, int limit) {
        String folder = "originals/";
        return jdbc
                .sql("""
                        select name from wordpress_media where starts_with(name, ?) and name collate "C" > ?
                        order by name collate "C" limit ?""")
                .params(
                        folder,
                        last == null ? folder : ObjectName.original(last).path(),
                        limit)
                .query(String.class)
                .list()
                .stream()
                .flatMap(name -> OriginalKey.parse(name.substring(folder.length())).stream())
                .toList();
    }

    List<UUID> incomingBefore(Instant time) {
        return jdbc.sql("""
                        select file from wordpress_media where name like 'incoming/%' and written_at < ?
                        order by written_at limit 1000""")
                .param(time.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getString("name"),
                row.getObject("file", UUID.class),
                row.getObject("media_id", Long.class),
                row.getString("url"),
                row.getLong("size_bytes"));
    }
}
