package vitrine.media.watermarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import vitrine.media.rendering.MarkImage;
import vitrine.media.rendering.UnreadablePicture;
import vitrine.media.rendering.WatermarkSpec;

/** The watermarks of studios. What cannot be read is an error and never the absence of a mark. */
@Repository
public class Watermarks {

    /** As long as another instance may go on with what was changed. */
    private static final Duration BELIEVED = Duration.ofMillis(500);

    private static final int IMAGES_IN_MEMORY = 50;

    private final JdbcClient jdbc;
    private final WatermarkSpec ofPlatform;
    private final Cache<UUID, WatermarkSpec> believed =
            Caffeine.newBuilder().expireAfterWrite(BELIEVED).maximumSize(10_000).build();
    private final Cache<String, MarkImage> images =
            Caffeine.newBuilder().maximumSize(IMAGES_IN_MEMORY).build();

    Watermarks(JdbcClient jdbc, WatermarkSpec ofPlatform) {
        this.jdbc = jdbc;
        this.ofPlatform = ofPlatform;
    }

    /** What previews of the studio's photos are marked with now. */
    public WatermarkSpec of(UUID studioId) {
        WatermarkSpec known = believed.getIfPresent(studioId);
        if (known == null) {
            known = own(studioId).orElse(ofPlatform);
            believed.put(studioId, known);
        }
        return known;
    }

    /** What the studio chose, if it did. */
    Optional<WatermarkSpec> own(UUID studioId) {
        return jdbc.sql("select text, image_sha256, position, opacity, scale from watermarks where studio_id = ?")
                .param(studioId)
                .query((row, number) -> spec(studioId, row))
                .optional();
    }

    WatermarkSpec ofPlatform() {
        return ofPlatform;
    }

    private WatermarkSpec spec(UUID studioId, ResultSet row) throws SQLException {
        String sha256 = row.getString("image_sha256");
        return new WatermarkSpec(
                row.getString("text"),
                sha256 == null ? null : image(studioId, sha256).orElseThrow(),
                WatermarkSpec.Position.valueOf(row.getString("position").toUpperCase(Locale.ROOT)),
                row.getDouble("opacity"),
                row.getDouble("scale"));
    }

    Optional<MarkImage> image(UUID studioId, String sha256) {
        return jdbc.sql("select png from watermark_images where studio_id = ? and sha256 = ?")
                .params(studioId, sha256)
                .query((row, number) -> images.get(sha256, key -> read(row)))
                .optional();
    }

    private static MarkImage read(ResultSet row) {
        try {
            return MarkImage.read(row.getBytes("png"));
        } catch (SQLException | UnreadablePicture e) {
            throw new IllegalStateException("A stored watermark cannot be read", e);
        }
    }

    @Transactional
    public void add(UUID studioId, MarkImage image) {
        jdbc.sql("""
                        insert into watermark_images (studio_id, sha256, png) values (?, ?, ?)
                        on conflict (studio_id, sha256) do update set uploaded_at = now()""").params(studioId, image.sha256(), image.png()).update();
        // Tried on and not kept.
        jdbc.sql("""
                        delete from watermark_images i where studio_id = ? and uploaded_at < now() - interval '1 day'
                        and not exists (select from watermarks w
                                        where w.studio_id = i.studio_id and w.image_sha256 = i.sha256)""").param(studioId).update();
    }

    @Transactional
    public void save(UUID studioId, WatermarkSpec spec) {
        MarkImage image = spec.image();
        @Nullable String sha256 = image == null ? null : image.sha256();
        jdbc.sql("""
                        insert into watermarks (studio_id, text, image_sha256, position, opacity, scale, stored_as)
                        values (:studio, :text, :image, :position, :opacity, :scale, :storedAs)
                        on conflict (studio_id) do update set text = excluded.text,
                            image_sha256 = excluded.image_sha256, position = excluded.position,
                            opacity = excluded.opacity, scale = excluded.scale, stored_as = excluded.stored_as,
                            changed_at = now(), applied = false""")
                .param("studio", studioId)
                .param("text", spec.text())
                .param("image", sha256)
                .param("position", spec.position().name().toLowerCase(Locale.ROOT))
                .param("opacity", spec.opacity())
                .param("scale", spec.scale())
                .param("storedAs", spec.storedName())
                .update();
        believed.put(studioId, spec);
    }

    @Transactional
    public void forget(UUID studioId) {
        jdbc.sql("delete from watermarks where studio_id = ?").param(studioId).update();
        jdbc.sql("delete from watermark_images where studio_id = ?")
                .param(studioId)
                .update();
        believed.invalidate(studioId);
    }

    /** Previews of the studio that still carry another mark. */
    long waiting(UUID studioId) {
        return jdbc.sql("""
                        select count(*) from watermarks w join assets a on a.studio_id = w.studio_id
                        where w.studio_id = ? and not w.applied and a.missing_since is null
                        and (a.status = 'ready' or a.status = 'pending' and a.remake)
                        and not exists (select from renditions r where r.photo_id = a.photo_id and r.name = w.stored_as)""").param(studioId).query(Long.class).single();
    }
}
