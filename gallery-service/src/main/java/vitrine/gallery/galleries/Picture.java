package vitrine.gallery.galleries;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vitrine.gallery.media.MediaUrls;

/**
 * A photo as the face of a gallery.
 *
 * @param placeholder base64 ThumbHash
 * @param focusX of the point that stays in view where a frame cuts something off, from the left, 0 to 1
 * @param focusY from the top
 */
@Schema(name = "Picture")
public record Picture(
        UUID id, int width, int height, @Nullable String placeholder, double focusX, double focusY, Urls urls) {

    @Schema(name = "PictureUrls")
    public record Urls(String thumbnail, String preview) {

        public static Urls of(MediaUrls media, String key, String grant) {
            return new Urls(media.thumbnail(key, grant), media.preview(key, grant));
        }
    }

    /** Joins the cover to galleries {@code g}: the chosen photo while it can be shown, otherwise the first that can. */
    public static final String COVER_JOIN = """
             left join photos chosen on chosen.id = g.cover_photo_id and chosen.gallery_id = g.id
                                    and chosen.status = 'ready' and not chosen.archived and chosen.binned_at is null
             left join lateral (select f.id, f.key, f.width, f.height, f.placeholder from photos f
                                 where chosen.id is null and f.gallery_id = g.id
                                   and f.status = 'ready' and not f.archived and f.binned_at is null
                                 order by f.position, f.id limit 1) found on true
            """;

    public static final String COVER_COLUMNS = """
             coalesce(chosen.id, found.id) cover_id, coalesce(chosen.key, found.key) cover_key,
             coalesce(chosen.width, found.width) cover_width, coalesce(chosen.height, found.height) cover_height,
             case when chosen.id is null then found.placeholder else chosen.placeholder end cover_placeholder,
             case when chosen.id is null then 0.5 else g.cover_focus_x end cover_focus_shown_x,
             case when chosen.id is null then 0.5 else g.cover_focus_y end cover_focus_shown_y
            """;

    public static @Nullable Picture cover(ResultSet row, MediaUrls media, String grant) throws SQLException {
        UUID id = row.getObject("cover_id", UUID.class);
        return id == null
                ? null
                : new Picture(
                        id,
                        row.getInt("cover_width"),
                        row.getInt("cover_height"),
                        row.getString("cover_placeholder"),
                        row.getDouble("cover_focus_shown_x"),
                        row.getDouble("cover_focus_shown_y"),
                        Urls.of(media, row.getString("cover_key"), grant));
    }
}
