package vitrine.gallery.live;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import vitrine.gallery.photos.PhotoNotice;

/**
 * Hears what the instances of this service tell each other, on one connection outside of the pool.
 *
 * <p>Stops before the web server does, which would otherwise wait for the open pages.
 */
@Component
class PhotoNotices implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PhotoNotices.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int PATIENCE_MILLIS = 10_000;

    private final JdbcConnectionDetails database;
    private final LiveFeed feed;
    private volatile boolean running;
    private volatile @Nullable Connection open;
    private volatile boolean listening;

    PhotoNotices(JdbcConnectionDetails database, LiveFeed feed) {
        this.database = database;
        this.feed = feed;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("photo-notices").start(this::listenWhileRunning);
    }

    private void listenWhileRunning() {
        while (running) {
            try (Connection connection = connect()) {
                open = connection;
                listen(connection);
            } catch (SQLException | RuntimeException e) {
                if (!running) {
                    return;
                }
                log.warn("Lost the connection for notices, trying again: {}", e.toString());
            } finally {
                open = null;
                listening = false;
                feed.closeAll();
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        if (database.getUsername() != null) {
            properties.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            properties.setProperty("password", database.getPassword());
        }
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("ApplicationName", "gallery-service notices");
        return DriverManager.getConnection(database.getJdbcUrl(), properties);
    }

    private void listen(Connection connection) throws SQLException {
        PGConnection postgres = connection.unwrap(PGConnection.class);
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + LiveTopics.CHANNEL);
            statement.execute("listen " + PhotoNotice.CHANNEL);
        }
        listening = true;
        while (running) {
            PGNotification[] notifications = postgres.getNotifications(PATIENCE_MILLIS);
            if (notifications == null || notifications.length == 0) {
                if (!connection.isValid(5)) {
                    throw new SQLException("The server does not answer");
                }
                continue;
            }
            for (PGNotification notification : notifications) {
                if (notification.getName().equals(LiveTopics.CHANNEL)) {
                    feed.tell(LiveTopics.Notice.decoded(notification.getParameter()));
                } else {
                    feed.tell(PhotoNotice.decoded(notification.getParameter()));
                }
            }
        }
    }

    boolean isListening() {
        return listening;
    }

    @Override
    public void stop() {
        running = false;
        Connection connection = open;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("Could not close the connection for notices", e);
            }
        }
        feed.closeAll();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
