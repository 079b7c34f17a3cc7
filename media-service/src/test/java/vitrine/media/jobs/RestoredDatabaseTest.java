package vitrine.media.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vitrine.media.MediaTest;
import vitrine.media.Pictures;

/** Row 42 of the threats: the database is an hour older than the storage. */
class RestoredDatabaseTest extends MediaTest {

    private static final byte[] JPEG = Pictures.jpeg(60, 40);

    @Autowired
    private Reconciliation reconciliation;

    @Autowired
    private MeterRegistry meters;

    private final Account account = new Account();

    @Test
    void whatIsMissingOnEitherSideIsToldAndNothingIsRemoved() throws Exception {
        settle();
        double unknownBefore = gauge("media.originals.unknown");
        double missingBefore = gauge("media.originals.missing");
        UUID deletedSince = newId();
        UUID confirmedSince = newId();
        String gone = store(account, deletedSince, "image/jpeg", JPEG);
        String unknown = store(account, confirmedSince, "image/jpeg", JPEG);
        Files.delete(DATA.resolve("originals/" + gone));
        jdbc.sql("delete from assets where photo_id = ?").param(confirmedSince).update();

        settle();

        assertThat(gauge("media.originals.unknown")).isEqualTo(unknownBefore + 1);
        assertThat(gauge("media.originals.missing")).isEqualTo(missingBefore + 1);
        assertThat(get(url(unknown, "original", account.grant)).body()).isEqualTo(JPEG);
        assertThat(DATA.resolve("originals/" + unknown)).exists();
        assertProblem(get(url(gone, "original", account.grant)), 404, "not-found");
    }

    @Test
    void whatIsBeingConfirmedIsNotUnknown() {
        settle();
        double before = gauge("media.originals.unknown");
        UUID photo = newId();
        String key = store(account, photo, "image/jpeg", JPEG);
        reconciliation.round();
        jdbc.sql("delete from assets where photo_id = ?").param(photo).update();
        jdbc.sql("""
                        insert into reservations (photo_id, owner_id, studio_id, key, storage, content_type, size_bytes)
                        values (?, ?, ?, ?, 'local', 'image/jpeg', ?)""").params(photo, account.id, account.id, key, JPEG.length).update();

        settle();

        assertThat(gauge("media.originals.unknown")).isEqualTo(before);
    }

    /** Enough rounds for whole walks over what the tests have stored. */
    private void settle() {
        for (int round = 0; round < 4; round++) {
            reconciliation.round();
        }
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
