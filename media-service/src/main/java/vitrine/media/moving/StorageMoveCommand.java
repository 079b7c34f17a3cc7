package vitrine.media.moving;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.media.storage.Storages;

/**
 * {@code storage-move <studio id or all> <back end>}: a process of its own beside the running service, with the same settings.
 * Ends with 0 when everything is moved and old copies are gone, 1 when photos stayed behind, 2 when it was called wrongly, 3 while
 * another move is running.
 */
public final class StorageMoveCommand {

    public static final String NAME = "storage-move";
    private static final long LOCK = 0x7669_7472_6d6f_7665L;

    private StorageMoveCommand() {}

    /** Only what a move needs: no web server, no broker, no migrations. */
    @ImportAutoConfiguration({
        ConfigurationPropertiesAutoConfiguration.class,
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        TransactionAutoConfiguration.class
    })
    @ComponentScan("vitrine.media.storage")
    @ConfigurationPropertiesScan("vitrine.media.storage")
    static class Parts {}

    /** @param arguments after the name of the command */
    public static int run(List<String> arguments) {
        if (arguments.size() != 2 || !isStudio(arguments.getFirst())) {
            System.err.println("Usage: storage-move <studio id | all> <local | s3 | wordpress>");
            return 2;
        }
        try (ConfigurableApplicationContext parts = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .run()) {
            Storages storages = parts.getBean(Storages.class);
            String target = arguments.getLast();
            if (storages.all().stream().noneMatch(storage -> storage.id().equals(target))) {
                System.err.println("The back end " + target + " is not configured here.");
                return 2;
            }
            var photos = new MovingPhotos(parts.getBean(JdbcClient.class), parts.getBean(TransactionTemplate.class));
            return alone(
                    parts.getBean(DataSource.class),
                    () -> move(new StorageMove(photos, storages), photos, arguments.getFirst(), target));
        } catch (SQLException | IOException e) {
            System.err.println("The move broke off and can be started again: " + e.getMessage());
            return 1;
        }
    }

    private static boolean isStudio(String text) {
        try {
            return text.equals("all") || UUID.fromString(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int move(StorageMove move, MovingPhotos photos, String studio, String target) throws IOException {
        var outcome = new StorageMove.Outcome(0, 0, 0);
        for (UUID each : studio.equals("all") ? photos.studios() : List.of(UUID.fromString(studio))) {
            outcome = outcome.and(move.move(each, target));
        }
        if (outcome.failed() == 0) {
            outcome = outcome.and(new StorageMove.Outcome(0, 0, move.removeOldCopies()));
        }
        System.out.println(outcome.moved() + " photos moved to " + target + ", " + outcome.failed()
                + " stay where they were, " + outcome.removed() + " old copies removed");
        return outcome.failed() == 0 ? 0 : 1;
    }

    private interface Work {
        int run() throws IOException;
    }

    /** Of all processes: the lock goes with its database session, however this one ends. */
    private static int alone(DataSource database, Work work) throws SQLException, IOException {
        try (Connection session = database.getConnection();
                var lock = session.prepareStatement("select pg_try_advisory_lock(?)")) {
            lock.setLong(1, LOCK);
            try (var answer = lock.executeQuery()) {
                if (!answer.next() || !answer.getBoolean(1)) {
                    System.err.println("Another move is running.");
                    return 3;
                }
            }
            try {
                return work.run();
            } finally {
                try (var unlock = session.prepareStatement("select pg_advisory_unlock(?)")) {
                    unlock.setLong(1, LOCK);
                    unlock.execute();
                }
            }
        }
    }
}
