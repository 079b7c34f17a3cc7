package vitrine.media.jobs;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whose picture is rendered next. Studios take turns, so that the thousands of pictures of one do not keep the ten of
 * another waiting; pictures that have never been rendered come before those that are made again.
 */
@Component
@Profile("worker")
class RenderingTurns {

    /** Looked at for one that nobody is at work on; more than all workers together have in work. */
    private static final int AT_THE_FRONT = 256;

    private final JdbcClient jdbc;

    RenderingTurns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param claim takes a picture, or answers nothing when somebody else is at work on it or has been
     * @return what was claimed, empty when there is nothing to do
     */
    <T> Optional<T> next(Function<UUID, Optional<T>> claim) {
        return next(false, claim).or(() -> next(true, claim));
    }

    private <T> Optional<T> next(boolean remake, Function<UUID, Optional<T>> claim) {
        for (UUID studio : waiting(remake)) {
            for (UUID photo : front(remake, studio)) {
                Optional<T> claimed = claim.apply(photo);
                if (claimed.isPresent()) {
                    served(studio);
                    return claimed;
                }
            }
        }
        return Optional.empty();
    }

    /** Hops from studio to studio in the index: what it costs grows with studios, not with pictures. */
    private List<UUID> waiting(boolean remake) {
        return jdbc.sql("""
                        with recursive waiting as (
                            (select studio_id from assets where status = 'pending' and remake = :remake
                             order by studio_id limit 1)
                            union all
                            select (select asset.studio_id from assets asset
                                    where asset.status = 'pending' and asset.remake = :remake
                                    and asset.studio_id > waiting.studio_id
                                    order by asset.studio_id limit 1)
                            from waiting where waiting.studio_id is not null)
                        select waiting.studio_id from waiting left join rendering_turns using (studio_id)
                        where waiting.studio_id is not null order by served_at nulls first
                        """).param("remake", remake).query(UUID.class).list();
    }

    private List<UUID> front(boolean remake, UUID studio) {
        return jdbc.sql("""
                        select photo_id from assets where status = 'pending' and remake = ? and studio_id = ?
                        order by due_at, photo_id limit ?
                        """)
                .params(remake, studio, AT_THE_FRONT)
                .query(UUID.class)
                .list();
    }

    private void served(UUID studio) {
        jdbc.sql("""
                        insert into rendering_turns (studio_id, served_at) values (?, clock_timestamp())
                        on conflict (studio_id) do update set served_at = excluded.served_at
                        """).param(studio).update();
    }
}
