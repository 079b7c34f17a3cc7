package vitrine.share.visits;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** ZIPs asked for at links. They belong to the link as it was then: when access is withdrawn, they are gone. */
@Repository
class ZipDownloads {

    /** Longer than media-service keeps an order. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final JdbcClient jdbc;

    ZipDownloads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UUID id, VisitedLink link, List<UUID> photos) {
        jdbc.sql("insert into zip_downloads (id, link_id, epoch, photo_ids) values (?, ?, ?, ?)")
                .params(id, link.id(), link.epoch(), photos.toArray(UUID[]::new))
                .update();
    }

    boolean exists(UUID id, VisitedLink link) {
        return jdbc.sql("select 1 from zip_downloads where id = ? and link_id = ? and epoch = ?")
                .params(id, link.id(), link.epoch())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** @return the photos of the ZIP if this was its first fetch; of any number at once, one is the first */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<List<UUID>> firstFetch(UUID id, VisitedLink link) {
        return jdbc.sql("""
                        update zip_downloads set counted_at = now()
                        where id = ? and link_id = ? and epoch = ? and counted_at is null returning photo_ids""")
                .params(id, link.id(), link.epoch())
                .query((row, number) ->
                        List.of((UUID[]) row.getArray("photo_ids").getArray()))
                .optional();
    }

    @Scheduled(initialDelayString = "PT15M", fixedDelayString = "PT6H")
    void forgetOld() {
        jdbc.sql("delete from zip_downloads where prepared_at < now() - ? * interval '1 second'")
                .param(KEPT.toSeconds())
                .update();
    }
}
