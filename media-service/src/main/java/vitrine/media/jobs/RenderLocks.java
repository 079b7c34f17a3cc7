package vitrine.media.jobs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Who renders what right now, across workers. The locks belong to one database session per worker, so those of a killed
 * worker are free the moment it is gone. After a lost connection two workers may render the same photo; that costs
 * time, and the result is stored once.
 */
@Component
@Profile("worker")
class RenderLocks implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(RenderLocks.class);

    private final DataSource database;
    private final Set<UUID> ours = ConcurrentHashMap.newKeySet();
    private @Nullable Connection session;

    RenderLocks(DataSource database) {
        this.database = database;
    }

    /** Number of the advisory lock of a photo. */
    static long number(UUID photoId) {
        return photoId.getMostSignificantBits() ^ photoId.getLeastSignificantBits();
    }

    /** False when somebody is rendering it. */
    boolean acquire(UUID photoId) throws SQLException {
        if (!ours.add(photoId)) {
            return false;
        }
        boolean acquired = false;
        try {
            acquired = call("select pg_try_advisory_lock(?)", photoId);
            return acquired;
        } finally {
            if (!acquired) {
                ours.remove(photoId);
            }
        }
    }

    void release(UUID photoId) {
        try {
            call("select pg_advisory_unlock(?)", photoId);
        } catch (SQLException e) {
            log.warn("The lock of {} went with its connection", photoId, e);
        } finally {
            ours.remove(photoId);
        }
    }

    private synchronized boolean call(String sql, UUID photoId) throws SQLException {
        try {
            return callOnce(sql, photoId);
        } catch (SQLException lost) {
            end();
            return callOnce(sql, photoId);
        }
    }

    private boolean callOnce(String sql, UUID photoId) throws SQLException {
        Connection current = session;
        if (current == null) {
            current = database.getConnection();
            session = current;
        }
        try (PreparedStatement statement = current.prepareStatement(sql)) {
            statement.setLong(1, number(photoId));
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private synchronized void end() {
        Connection current = session;
        session = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                log.debug("Closing a lost connection", e);
            }
        }
    }

    /** The pool may hand the session to somebody else: its locks must not go along. */
    @Override
    public synchronized void destroy() throws SQLException {
        Connection current = session;
        if (current != null) {
            try (PreparedStatement statement = current.prepareStatement("select pg_advisory_unlock_all()")) {
                statement.execute();
            } finally {
                end();
            }
        }
    }
}
