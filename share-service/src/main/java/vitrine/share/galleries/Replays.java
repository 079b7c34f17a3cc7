package vitrine.share.galleries;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** While gallery-service tells everything anew, clients go on seeing what is known; what it no longer tells of goes at the end. */
@Repository
class Replays {

    private final JdbcClient jdbc;

    Replays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void begin(UUID replay) {
        jdbc.sql("insert into gallery_replays (id, begun_at) values (?, clock_timestamp()) on conflict do nothing")
                .param(replay)
                .update();
    }

    /** @return the galleries that were not told of; they are hidden, as if in the bin, until they are heard of again */
    @Transactional(propagation = Propagation.MANDATORY)
    List<UUID> end(UUID replay) {
        jdbc.sql("""
                        delete from photos where heard_at < (select begun_at from gallery_replays where id = ?)""").param(replay).update();
        var gone = jdbc.sql("""
                        update galleries set binned = true
                        where not deleted and not binned and heard_at < (select begun_at from gallery_replays where id = ?)
                        returning id""").param(replay).query(UUID.class).list();
        // Marks of replays that were broken off are of no use either.
        jdbc.sql("delete from gallery_replays where begun_at <= (select begun_at from gallery_replays where id = ?)")
                .param(replay)
                .update();
        return gone;
    }
}
