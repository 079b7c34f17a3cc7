package vitrine.media.uploads;

import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.media.problems.Refusal;

/** What a studio may have in all. The tables count it themselves (V52); promised keys count like photos. */
@Component
@Profile("!worker")
class StudioQuota {

    /** By then a worker has prepared some. */
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(15);

    private record Usage(long photos, long bytes) {}

    private final JdbcClient jdbc;
    private final UploadSettings settings;

    StudioQuota(JdbcClient jdbc, UploadSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Studios are rendered in turns, so one with a long line keeps only itself waiting; so it alone is slowed down. */
    void requireShortLine(UUID studio) {
        boolean isFull = jdbc.sql("""
                        select exists (select 1 from assets where status = 'pending' and not remake and studio_id = ?
                                       offset ?)""")
                .params(studio, settings.studioMaxWaiting())
                .query(Boolean.class)
                .single();
        if (isFull) {
            throw Refusal.studioBusy(TRY_AGAIN_AFTER);
        }
    }

    /**
     * After a reservation was added and before it is committed: the count is locked since, so of several at once only as many
     * pass as there is room for.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireKept(UUID studio) {
        Usage usage = jdbc.sql("select photos, bytes from studio_usage where studio_id = ?")
                .param(studio)
                .query((row, number) -> new Usage(row.getLong("photos"), row.getLong("bytes")))
                .single();
        boolean tooMany = settings.studioMaxPhotos() > 0 && usage.photos() > settings.studioMaxPhotos();
        boolean tooMuch = settings.studioMaxBytes() > 0 && usage.bytes() > settings.studioMaxBytes();
        if (tooMany || tooMuch) {
            throw Refusal.quotaExceeded(settings.studioMaxPhotos(), settings.studioMaxBytes());
        }
    }
}
