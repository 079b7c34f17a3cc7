package vitrine.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerTest {

    @TempDir
    Path directory;

    @Test
    void survivesThatItsOwnerWasKilledAndLosesNothing() throws Exception {
        var binaries = PostgresBinaries.unpackedIn(Path.of("target/postgresql"));
        var port = freePort();
        // Never closed: as if the JVM that started it had been killed.
        var orphan = PostgresServer.start(binaries, directory, port, "super");
        orphan.provide("vitrine_auth", "secret");
        orphan.provide("vitrine_share", "other");
        try (var connection = connect(port, "vitrine_auth", "vitrine_auth", "secret");
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE account AS SELECT 'ada' AS name");
            assertThat(setting(connection, "fsync")).isEqualTo("on");
            assertThat(setting(connection, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(connection, "max_connections")).isEqualTo("200");
        }
        assertThatThrownBy(() -> connect(port, "vitrine_auth", "vitrine_auth", "wrong"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connect(port, "vitrine_share", "vitrine_auth", "secret"))
                .isInstanceOf(SQLException.class);

        try (var adopted = PostgresServer.start(binaries, directory, port, "super")) {
            assertThat(orphan.process().isAlive()).isFalse();
            adopted.provide("vitrine_auth", "changed");
            try (var connection = connect(port, "vitrine_auth", "vitrine_auth", "changed");
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT name FROM account")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("ada");
            }
        }
    }

    private static Connection connect(int port, String database, String role, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database), role, password);
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SHOW " + name)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
