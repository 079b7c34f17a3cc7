package vitrine.gallery.bin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.access.Caller;
import vitrine.gallery.bin.BinItem.Kind;
import vitrine.gallery.galleries.Picture;
import vitrine.gallery.media.MediaUrls;
import vitrine.gallery.pages.Cursor;
import vitrine.gallery.pages.Page;

/** What is in the bin, the latest first. Its pictures work by a grant of their own: nobody else is shown them. */
@Component
class BinList {

    private static final String ITEMS = """
            select * from (
                select 'gallery' kind, g.id, g.name, g.binned_at, null gallery_name,
                       (select count(*) from photos p where p.binned_with = g.id) photo_count,
                       c.key, c.placeholder, c.status
                  from galleries g
                  left join lateral (select f.key, f.placeholder, f.status from photos f
                                      where f.binned_with = g.id and f.status = 'ready'
                                      order by f.id = g.cover_photo_id desc, f.position, f.id limit 1) c on true
                 where g.binned_at is not null and (:everywhere or g.studio_id = :studio)
                union all
                select 'photo', p.id, coalesce(p.title, p.filename), p.binned_at, g.name,
                       1, p.key, p.placeholder, p.status
                  from photos p left join galleries g on g.id = p.gallery_id
                 where p.binned_at is not null and p.binned_with is null
                   and (:everywhere or p.studio_id = :studio)) item
             where (item.binned_at, item.id) < (:before, :id)
             order by item.binned_at desc, item.id desc limit :rows""";

    private final JdbcClient jdbc;
    private final MediaUrls media;
    private final BinSettings settings;

    BinList(JdbcClient jdbc, MediaUrls media, BinSettings settings) {
        this.jdbc = jdbc;
        this.media = media;
        this.settings = settings;
    }

    Page<BinItem> latestFirst(Caller caller, int limit, @Nullable String cursor) {
        Cursor.Moment after = Cursor.latest(cursor);
        List<BinItem> rows = jdbc.sql(ITEMS)
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .param("before", after.at())
                .param("id", after.id())
                .param("rows", limit + 1)
                .query((row, n) -> item(row, "b." + caller.accountId()))
                .list();
        return Page.of(rows, limit, item -> Cursor.at(item.deletedAt(), item.id()), item -> item);
    }

    private BinItem item(ResultSet row, String grant) throws SQLException {
        Instant deleted = row.getObject("binned_at", OffsetDateTime.class).toInstant();
        String key = row.getString("key");
        return new BinItem(
                Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getInt("photo_count"),
                row.getString("gallery_name"),
                row.getString("placeholder"),
                key == null || !"ready".equals(row.getString("status")) ? null : Picture.Urls.of(media, key, grant),
                deleted,
                deleted.plus(settings.kept()));
    }
}
