package vitrine.gallery.branding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.access.PublicOrigins;
import vitrine.gallery.media.StoredLogo;
import vitrine.gallery.studios.AccountGone;
import vitrine.messaging.Outbox;

/** The looks of studios. Each change is announced with the whole of them, in its transaction. */
@Component
public class Brandings {

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final String logos;

    Brandings(JdbcClient jdbc, Outbox outbox, PublicOrigins origins) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.logos = origins.media() + "/l/";
    }

    public Branding of(UUID studioId) {
        return row(studioId).map(Row::branding).orElse(Branding.PLATFORM);
    }

    @Transactional
    public void save(UUID studioId, BrandingEdit edit) {
        lock(studioId);
        jdbc.sql("""
                        update studio_branding set accent = :accent, font = :font, footer = :footer, website = :website,
                            email = :email, phone = :phone where studio_id = :studio""")
                .param("studio", studioId)
                .param("accent", edit.accent().stored())
                .param("font", edit.font().stored())
                .param("footer", given(edit.footer()))
                .param("website", given(edit.website()))
                .param("email", given(edit.email()))
                .param("phone", given(edit.phone()))
                .update();
        announce(studioId);
    }

    /** @param logo null takes it away */
    @Transactional
    public void show(UUID studioId, Ground ground, @Nullable StoredLogo logo) {
        lock(studioId);
        String column = ground == Ground.DARK ? "dark_logo" : "logo";
        jdbc.sql(
                        "update studio_branding set %1$s = :id, %1$s_width = :width, %1$s_height = :height where studio_id = :studio"
                                .formatted(column))
                .param("studio", studioId)
                .param("id", logo == null ? null : logo.id())
                .param("width", logo == null ? null : logo.width())
                .param("height", logo == null ? null : logo.height())
                .update();
        announce(studioId);
    }

    /** Changes of one studio come one after the other, so that their events do. */
    @Transactional(propagation = Propagation.MANDATORY)
    void lock(UUID studioId) {
        jdbc.sql("insert into studio_branding (studio_id, version) values (?, 0) on conflict do nothing")
                .param(studioId)
                .update();
        jdbc.sql("update studio_branding set version = version + 1 where studio_id = ?")
                .param(studioId)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void announce(UUID studioId) {
        Row row = row(studioId).orElseThrow();
        Branding branding = row.branding();
        outbox.publish(
                "studio.branded.v1",
                studioId,
                row.version(),
                new StudioBranded(
                        studioId,
                        branding.accent(),
                        branding.font(),
                        branding.font().family(),
                        branding.logo(),
                        branding.darkLogo(),
                        branding.footer(),
                        branding.website(),
                        branding.email(),
                        branding.phone(),
                        row.host()));
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(AccountGone gone) {
        for (String table : new String[] {"studio_branding", "studio_pages"}) {
            jdbc.sql("delete from " + table + " where studio_id = ?")
                    .param(gone.studioId())
                    .update();
        }
        jdbc.sql("update site set studio_id = null where studio_id = ?")
                .param(gone.studioId())
                .update();
    }

    /** @param host once it is proved */
    private record Row(
            long version, Branding branding, @Nullable String host) {}

    private Optional<Row> row(UUID studioId) {
        return jdbc.sql("select * from studio_branding where studio_id = ?")
                .param(studioId)
                .query((row, n) -> new Row(
                        row.getLong("version"),
                        new Branding(
                                Accent.ofStored(row.getString("accent")).shown(),
                                DisplayFont.ofStored(row.getString("font")),
                                logo(row, "logo", studioId),
                                logo(row, "dark_logo", studioId),
                                row.getString("footer"),
                                row.getString("website"),
                                row.getString("email"),
                                row.getString("phone")),
                        row.getObject("host_verified_at") == null ? null : row.getString("host")))
                .optional();
    }

    private @Nullable Logo logo(ResultSet row, String column, UUID studioId) throws SQLException {
        String id = row.getString(column);
        return id == null
                ? null
                : new Logo(
                        logos + studioId + "/" + id + ".png",
                        row.getInt(column + "_width"),
                        row.getInt(column + "_height"));
    }

    private static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
