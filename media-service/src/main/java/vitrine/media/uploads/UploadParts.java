package vitrine.media.uploads;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.media.storage.Storage;

/** The parts of uploads that have arrived: any instance goes on where another one stopped. */
@Repository
@Profile("!worker")
class UploadParts {

    private record Arrived(int number, String token) {}

    private final JdbcClient jdbc;

    UploadParts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last one of a number counts. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void arrived(UUID photoId, int number, Storage.Part part) {
        jdbc.sql("""
                        insert into upload_parts (photo_id, number, token, size_bytes) values (?, ?, ?, ?)
                        on conflict (photo_id, number) do update set token = excluded.token""")
                .params(photoId, number, part.token(), part.checksums().size())
                .update();
    }

    List<Integer> numbers(UUID photoId) {
        return arrived(photoId).stream().map(Arrived::number).toList();
    }

    /** In order; fewer than the plan has while some are missing. */
    List<String> tokens(UUID photoId) {
        return arrived(photoId).stream().map(Arrived::token).toList();
    }

    List<Integer> missing(UUID photoId, PartPlan plan) {
        List<Integer> there = numbers(photoId);
        return IntStream.rangeClosed(1, plan.count())
                .filter(number -> !there.contains(number))
                .boxed()
                .toList();
    }

    /** All have to be sent again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(UUID photoId) {
        jdbc.sql("delete from upload_parts where photo_id = ?").param(photoId).update();
    }

    boolean counted(String partsUpload) {
        return jdbc.sql("select exists (select 1 from reservations where parts_upload = ?)")
                .param(partsUpload)
                .query(Boolean.class)
                .single();
    }

    private List<Arrived> arrived(UUID photoId) {
        return jdbc.sql("select number, token from upload_parts where photo_id = ? order by number")
                .param(photoId)
                .query((row, number) -> new Arrived(row.getInt("number"), row.getString("token")))
                .list();
    }

    /** Forgets what was not put together, if the upload came in parts. */
    static void drop(Storage storage, Reservation reservation) throws IOException {
        if (reservation.partsUpload() != null) {
            storage.dropParts(reservation.partsUpload());
        }
    }
}
