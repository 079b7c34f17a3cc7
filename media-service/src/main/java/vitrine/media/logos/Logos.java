package vitrine.media.logos;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import vitrine.media.rendering.LogoImage;

/** The logos that studios gave. Mails that were sent show older ones, so some of these stay. */
@Repository
public class Logos {

    private static final int KEPT_OF_A_KIND = 20;

    private final JdbcClient jdbc;

    Logos(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param ground what it is shown on: {@code light} or {@code dark} */
    @Transactional
    public void add(UUID studioId, String ground, LogoImage logo) {
        jdbc.sql("""
                        insert into logos (studio_id, sha256, ground, png) values (?, ?, ?, ?)
                        on conflict (studio_id, sha256, ground) do update set stored_at = now()""").params(studioId, logo.sha256(), ground, logo.png()).update();
        jdbc.sql("""
                        delete from logos where studio_id = :studio and ground = :ground and sha256 not in
                            (select sha256 from logos where studio_id = :studio and ground = :ground
                              order by stored_at desc, sha256 limit :kept)""")
                .param("studio", studioId)
                .param("ground", ground)
                .param("kept", KEPT_OF_A_KIND)
                .update();
    }

    Optional<byte[]> find(UUID studioId, String sha256) {
        return jdbc.sql("select png from logos where studio_id = ? and sha256 = ? limit 1")
                .params(studioId, sha256)
                .query(byte[].class)
                .optional();
    }

    @Transactional
    public void forget(UUID studioId) {
        jdbc.sql("delete from logos where studio_id = ?").param(studioId).update();
    }
}
