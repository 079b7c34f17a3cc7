package vitrine.devservices;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL of this JVM's tests: started on first use, without fsync, gone with the JVM. */
final class TestPostgres {

    private static final String ROLE = "vitrine_test";
    private static final String PASSWORD = "vitrine_test";
    private static @Nullable TestPostgres instance;

    private final String adminUrl;
    private final boolean embedded;

    private TestPostgres(String adminUrl, boolean embedded) {
        this.adminUrl = adminUrl;
        this.embedded = embedded;
        execute("""
                DO $$ BEGIN
                  CREATE ROLE %1$s LOGIN PASSWORD '%2$s';
                EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
                END $$""".formatted(ROLE, PASSWORD));
        execute("GRANT %s TO CURRENT_USER".formatted(ROLE));
    }

    static synchronized Database newDatabase() {
        if (instance == null) {
            var external = System.getenv("VITRINE_TEST_POSTGRES_URL");
            instance = external == null || external.isBlank() ? embedded() : new TestPostgres(external, false);
        }
        return instance.create("test_" + UUID.randomUUID().toString().replace("-", ""));
    }

    private static TestPostgres embedded() {
        try {
            var server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "400")
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("fsync", "off")
                    .setServerConfig("full_page_writes", "off")
                    .start();
            return new TestPostgres(server.getJdbcUrl("postgres", "postgres"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start", e);
        }
    }

    private Database create(String name) {
        execute("CREATE DATABASE %s OWNER %s".formatted(name, ROLE));
        return new Database(this, name);
    }

    private void execute(String sql) {
        try (var connection = DriverManager.getConnection(adminUrl);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database server refused: " + sql, e);
        }
    }

    /** Of a role that is no superuser, as in production. */
    record Database(TestPostgres server, String name) {

        String url() {
            var withoutParameters = server.adminUrl.replaceFirst("\\?.*", "");
            return withoutParameters.substring(0, withoutParameters.lastIndexOf('/') + 1) + name;
        }

        String username() {
            return ROLE;
        }

        String password() {
            return PASSWORD;
        }

        void drop() {
            // The embedded server goes with the JVM, where dropping would only race with its stop.
            if (!server.embedded) {
                server.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
            }
        }
    }
}
