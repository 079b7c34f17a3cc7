package vitrine.media.storage;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.test.context.DynamicPropertyRegistry;

/** S3Proxy on a folder, as a process of its own; one for all tests of this JVM. */
public final class S3Server {

    public static final String ACCESS_KEY = "vitrine-test";
    public static final String SECRET_KEY = "vitrine-test-secret";
    private static S3Server running;

    private final Path folder;
    private final int port;

    private S3Server() throws IOException, InterruptedException {
        this.folder = Files.createTempDirectory("vitrine-s3");
        this.port = freePort();
        Path configuration = Files.writeString(folder.resolve("s3proxy.conf"), """
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.identity=%s
                s3proxy.credential=%s
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(
                        port, ACCESS_KEY, SECRET_KEY, Files.createDirectory(folder.resolve("data"))));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Path.of("target/s3proxy/s3proxy.jar").toAbsolutePath().toString(),
                        "--properties",
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
        awaitPort(process);
    }

    public static synchronized S3Server start() {
        try {
            if (running == null) {
                running = new S3Server();
            }
            return running;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** An empty bucket, which is a folder of that path. */
    public Path bucket(String name) throws IOException {
        return Files.createDirectories(folder.resolve("data").resolve(name));
    }

    /** What a service needs to use that bucket. */
    public static void settings(DynamicPropertyRegistry registry, String bucket) {
        registry.add("media.storage.s3.bucket", () -> bucket);
        registry.add("media.storage.s3.endpoint", () -> start().url().toString());
        registry.add("media.storage.s3.access-key", () -> ACCESS_KEY);
        registry.add("media.storage.s3.secret-key", () -> SECRET_KEY);
    }

    private void awaitPort(Process process) throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            try (var probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (ConnectException notYet) {
                if (!process.isAlive() || System.nanoTime() > until) {
                    throw new IOException(Files.readString(folder.resolve("log")), notYet);
                }
                Thread.sleep(50);
            }
        }
    }

    private void end(Process process) {
        process.destroy();
        try {
            process.waitFor();
            try (Stream<Path> all = Files.walk(folder)) {
                all.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        } catch (IOException | InterruptedException e) {
            System.err.println("Left behind: " + folder);
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
