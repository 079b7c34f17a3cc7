package vitrine.devservices;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A durable PostgreSQL for the local run, as a child process on the loopback address.
 *
 * <p>PostgreSQL refuses to run as root; there its programs run in a user namespace of their own ({@code unshare -U}), in which
 * they are nobody in particular.
 */
final class PostgresServer implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path binaries;
    private final Path data;
    private final int port;
    private final String superuserPassword;
    private final Process process;

    private PostgresServer(Path binaries, Path data, int port, String superuserPassword, Process process) {
        this.binaries = binaries;
        this.data = data;
        this.port = port;
        this.superuserPassword = superuserPassword;
        this.process = process;
    }

    /** A server left over from a killed run of the same data directory is stopped first. */
    static PostgresServer start(Path binaries, Path directory, int port, String superuserPassword)
            throws IOException, InterruptedException {
        var data = directory.toAbsolutePath().resolve("data");
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(binaries, data, superuserPassword);
        }
        stopLeftover(binaries, data);
        var command = command(binaries, "postgres", "-D", data.toString());
        for (var setting : settings(port)) {
            command.add("-c");
            command.add(setting);
        }
        var process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var server = new PostgresServer(binaries, data, port, superuserPassword, process);
        server.awaitReady();
        return server;
    }

    private static List<String> settings(int port) {
        return List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=200",
                "shared_buffers=64MB",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "io_method=sync",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                // A statement in the log could carry a password.
                "log_min_error_statement=panic");
    }

    private static void initialise(Path binaries, Path data, String superuserPassword)
            throws IOException, InterruptedException {
        // Renamed when complete, so that a start killed in the middle begins anew.
        var fresh = data.resolveSibling("data.new");
        if (Files.exists(fresh)) {
            run(List.of("rm", "-rf", fresh.toString()));
        }
        Files.createDirectories(data.getParent());
        var passwordFile = Files.createTempFile(data.getParent(), "password", "");
        try {
            Files.setPosixFilePermissions(passwordFile, PosixFilePermissions.fromString("rw-------"));
            Files.writeString(passwordFile, superuserPassword, StandardCharsets.UTF_8);
            run(command(
                    binaries,
                    "initdb",
                    "--pgdata=" + fresh,
                    "--username=postgres",
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void stopLeftover(Path binaries, Path data) throws IOException, InterruptedException {
        if (!Files.exists(data.resolve("postmaster.pid"))) {
            return;
        }
        // Says "no server running" for a stale file, which the next start replaces by itself.
        var stopping = new ProcessBuilder(
                        command(binaries, "pg_ctl", "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "30"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        stopping.waitFor();
    }

    private void awaitReady() throws InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try (var connection = connect("postgres")) {
                return;
            } catch (SQLException e) {
                if (!process.isAlive()) {
                    throw new IllegalStateException(
                            "PostgreSQL ended with code " + process.exitValue() + " while starting", e);
                }
                if (System.nanoTime() > deadline) {
                    close();
                    throw new IllegalStateException(
                            "PostgreSQL was not ready after " + START_LIMIT.toSeconds() + " s", e);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    /** Makes role and database of this name where missing, and sets the role's password. */
    void provide(String name, String password) throws SQLException {
        try (var connection = connect("postgres")) {
            var exists = present(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name);
            execute(
                    connection,
                    "%s ROLE %s LOGIN PASSWORD '%s'"
                            .formatted(exists ? "ALTER" : "CREATE", name, password.replace("'", "''")));
            if (!present(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                execute(connection, "CREATE DATABASE %s OWNER %s".formatted(name, name));
                execute(connection, "REVOKE CONNECT ON DATABASE %s FROM PUBLIC".formatted(name));
            }
        }
    }

    private static boolean present(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/%s?connectTimeout=5".formatted(port, database),
                "postgres",
                superuserPassword);
    }

    /** Completes when the server ends, by itself or by {@link #close()}. */
    Process process() {
        return process;
    }

    @Override
    public void close() {
        try {
            stopLeftover(binaries, data);
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> command(Path binaries, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("os.name").equals("Linux") && "root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        var code = process.waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with code " + code);
        }
    }
}
