package vitrine.gallery.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vitrine.gallery.problems.Problem;

/** Against a real server; 127.0.0.1 stands for a public address here, every other one is what it is. */
class RemotePicturesTest {

    private static final byte[] JPEG = jpeg(50_000);
    private static final int MAX = 100_000;

    private final AtomicInteger resolutions = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch done = new CountDownLatch(1);
    private HttpServer server;
    private int port;

    private static byte[] jpeg(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 7);
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xd8;
        bytes[2] = (byte) 0xff;
        return bytes;
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        port = server.getAddress().getPort();
        server.createContext("/a%20picture.jpg", e -> answer(e, 200, JPEG));
        server.createContext("/a picture.jpg", e -> answer(e, 200, JPEG));
        server.createContext("/large.jpg", e -> answer(e, 200, jpeg(MAX + 1)));
        server.createContext("/page.jpg", e -> answer(e, 200, "<html><script>alert(1)</script>".getBytes()));
        server.createContext("/empty.jpg", e -> answer(e, 200, new byte[0]));
        server.createContext("/gone.jpg", e -> answer(e, 404, JPEG));
        server.createContext("/moved.jpg", e -> redirect(e, "http://good.test:" + port + "/a%20picture.jpg"));
        server.createContext("/relative.jpg", e -> redirect(e, "/a%20picture.jpg"));
        server.createContext("/unlisted.jpg", e -> redirect(e, "http://evil.test:" + port + "/a%20picture.jpg"));
        server.createContext("/inside.jpg", e -> redirect(e, "http://inside.test:" + port + "/a%20picture.jpg"));
        server.createContext("/file.jpg", e -> redirect(e, "file:///etc/passwd"));
        server.createContext("/around.jpg", e -> redirect(e, "/around.jpg"));
        server.createContext("/endless.jpg", e -> {
            e.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 1000; i++) {
                    e.getResponseBody().write(JPEG);
                }
            } catch (IOException cut) {
                done.countDown();
            }
            e.close();
        });
        server.createContext("/slow.jpg", e -> {
            e.sendResponseHeaders(200, 0);
            e.getResponseBody().write(JPEG, 0, 100);
            e.getResponseBody().flush();
            try {
                done.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            e.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        done.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        requests.incrementAndGet();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try {
            exchange.getResponseBody().write(body);
        } catch (IOException refused) {
            // The other side has seen enough.
        }
        exchange.close();
    }

    private void redirect(HttpExchange exchange, String location) throws IOException {
        requests.incrementAndGet();
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private RemotePictures pictures(RemotePictures.Resolution resolution, boolean allowHttp) {
        var hosts = List.of(
                "good.test:" + port,
                "inside.test:" + port,
                "rebinding.test:" + port,
                "both.test:" + port,
                "127.0.0.1:" + port);
        return new RemotePictures(
                new FetchSettings(hosts, allowHttp, Duration.ofSeconds(2), Duration.ofSeconds(2)),
                MAX,
                head -> head.length > 2 && head[1] == (byte) 0xd8 ? Optional.of("image/jpeg") : Optional.empty(),
                resolution,
                address -> address.getHostAddress().equals("127.0.0.1"));
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        resolutions.incrementAndGet();
        return switch (host) {
            case "good.test", "evil.test" -> addresses("127.0.0.1");
            case "inside.test" -> addresses("127.0.0.2");
            case "both.test" -> addresses("127.0.0.1", "10.0.0.1");
            default -> throw new UnknownHostException(host);
        };
    }

    private static InetAddress[] addresses(String... addresses) throws UnknownHostException {
        var all = new InetAddress[addresses.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = InetAddress.getByName(addresses[i]);
        }
        return all;
    }

    private RemotePicture fetch(String url) {
        return pictures(this::resolve, true).fetch(url);
    }

    private void refused(String url, String slug) {
        assertThatThrownBy(() -> fetch(url).close())
                .as(url)
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(String.valueOf(problem.getBody().getType()))
                                .isEqualTo("urn:vitrine:problem:" + slug));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%20picture.jpg", "/moved.jpg", "/relative.jpg"})
    void fetchesFromListedHosts(String path) throws IOException {
        RemotePicture picture = fetch("http://good.test:" + port + path);
        try (picture) {
            assertThat(picture.contentType()).isEqualTo("image/jpeg");
            assertThat(picture.filename()).isEqualTo("a picture.jpg");
            assertThat(Files.readAllBytes(picture.file())).isEqualTo(JPEG);
        }
        assertThat(picture.file()).doesNotExist();
    }

    @Test
    void staysOutsideEverythingElse() {
        refused("http://evil.test:" + port + "/a%20picture.jpg", "address-not-allowed");
        refused("http://good.test/a%20picture.jpg", "address-not-allowed");
        refused("http://user@good.test:" + port + "/a%20picture.jpg", "address-not-allowed");
        refused("http://good.test:" + port + "@evil.test/a.jpg", "address-not-allowed");
        refused("ftp://good.test:" + port + "/a.jpg", "address-not-allowed");
        refused("file:///etc/passwd", "address-not-allowed");
        refused("//good.test/a.jpg", "address-not-allowed");
        refused("good.test", "address-not-allowed");
        refused("http://good.test:" + port + "/" + "a".repeat(3000), "address-not-allowed");
        assertThat(requests.get()).isZero();
        assertThat(resolutions.get()).isZero();
        assertThatThrownBy(() -> pictures(this::resolve, false).fetch("http://good.test:" + port + "/a%20picture.jpg"))
                .isInstanceOf(Problem.class);
        assertThat(requests.get()).isZero();
    }

    @Test
    void aListedNameThatLeadsInsideIsRefused() {
        refused("http://inside.test:" + port + "/a%20picture.jpg", "address-not-allowed");
        refused("http://both.test:" + port + "/a%20picture.jpg", "address-not-allowed");
        assertThat(requests.get()).isZero();
    }

    @Test
    void everyHopIsLookedAtAnew() {
        refused("http://good.test:" + port + "/unlisted.jpg", "address-not-allowed");
        refused("http://good.test:" + port + "/inside.jpg", "address-not-allowed");
        refused("http://good.test:" + port + "/file.jpg", "address-not-allowed");
        refused("http://good.test:" + port + "/around.jpg", "source-unavailable");
        assertThat(requests.get()).isEqualTo(3 + 4);
    }

    /** The second answer of the name would lead inside: it is never asked for. */
    @Test
    void aNameIsResolvedOnceForAHop() throws IOException {
        RemotePictures.Resolution rebinding =
                host -> addresses(resolutions.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2");
        try (RemotePicture picture =
                pictures(rebinding, true).fetch("http://rebinding.test:" + port + "/a%20picture.jpg")) {
            assertThat(picture.size()).isEqualTo(JPEG.length);
        }
        assertThat(resolutions.get()).isEqualTo(1);
        assertThatThrownBy(() -> pictures(rebinding, true).fetch("http://rebinding.test:" + port + "/a%20picture.jpg"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void limitsHold() throws InterruptedException {
        refused("http://good.test:" + port + "/large.jpg", "upload-too-large");
        refused("http://good.test:" + port + "/endless.jpg", "upload-too-large");
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        refused("http://good.test:" + port + "/page.jpg", "unsupported-type");
        refused("http://good.test:" + port + "/empty.jpg", "unsupported-type");
        refused("http://good.test:" + port + "/gone.jpg", "source-unavailable");
    }

    @Test
    void aSlowHostIsLeft() {
        long begun = System.nanoTime();
        refused("http://good.test:" + port + "/slow.jpg", "source-unavailable");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void isOffWithoutAList() {
        var off = new RemotePictures(
                new FetchSettings(List.of(" "), true, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                MAX,
                head -> Optional.empty());
        assertThatThrownBy(() -> off.fetch("http://good.test/a.jpg")).hasMessageContaining("not-configured");
    }

    @Test
    void hostsAreComparedWhole() {
        var settings = new FetchSettings(
                List.of("Pictures.example.org", "*.cdn.example.org", "x.example.org:8443"),
                false,
                Duration.ZERO,
                Duration.ZERO);
        assertThat(settings.lists("pictures.example.org", -1)).isTrue();
        assertThat(settings.lists("PICTURES.example.org", -1)).isTrue();
        assertThat(settings.lists("a.cdn.example.org", -1)).isTrue();
        assertThat(settings.lists("x.example.org", 8443)).isTrue();
        for (String host : List.of(
                "evilpictures.example.org",
                "pictures.example.org.evil.test",
                "cdn.example.org",
                "evilcdn.example.org",
                "x.example.org")) {
            assertThat(settings.lists(host, -1)).as(host).isFalse();
        }
        assertThat(settings.lists("pictures.example.org", 8080)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "203.0.113.5",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:127.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2002:7f00:1::1",
                "2001::1",
                "2001:db8::1",
                "::10.0.0.1"
            })
    void theseAreInside(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.15.0.1",
                "172.32.0.1",
                "100.128.0.1",
                "192.0.1.1",
                "2606:4700::1111",
                "64:ff9b::808:808"
            })
    void theseAreOutside(String address) throws UnknownHostException {
        assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
    }
}
