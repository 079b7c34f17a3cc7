package vitrine.share.live;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Something happened at a link: told to the open pages of all instances, once it is committed. */
public record LinkNotice(UUID studioId, UUID linkId) {

    static final String CHANNEL = "link_notices";

    static LinkNotice decoded(String text) {
        var parts = text.split(" ", -1);
        return new LinkNotice(UUID.fromString(parts[0]), UUID.fromString(parts[1]));
    }

    @Component
    public static class Bell {

        private final JdbcClient jdbc;

        Bell(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        /** The database passes equal notices of one transaction on once. */
        @Transactional(propagation = Propagation.MANDATORY)
        public void ring(UUID studio, UUID link) {
            jdbc.sql("select pg_notify(?, ?)")
                    .params(CHANNEL, studio + " " + link)
                    .query((row, number) -> 0)
                    .list();
        }
    }
}
