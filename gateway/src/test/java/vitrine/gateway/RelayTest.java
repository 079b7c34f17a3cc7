package vitrine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.junit.jupiter.api.Test;

class RelayTest extends GatewayTest {

    private static final long SIXTY_MB = 60L * 1024 * 1024;

    @Test
    void streamsUploadsWithTheirLength() {
        var received = new AtomicLong();
        var firstByteAt = new AtomicLong();
        var sent = new AtomicLong();
        media.behave(exchange -> {
            var in = exchange.getRequestBody();
            var buffer = new byte[64 * 1024];
            for (int read; (read = in.read(buffer)) >= 0; ) {
                if (received.getAndAdd(read) == 0) {
                    firstByteAt.set(sent.get());
                }
            }
            Upstream.answer(exchange, 200, "{}");
        });
        var before = allocated();

        var answer = browser("media.localhost")
                .send(
                        "PUT",
                        "/u/1/2.jpg?e=1&s=x",
                        new InputStreamEntity(zeros(SIXTY_MB, sent), SIXTY_MB, ContentType.IMAGE_JPEG));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(received).hasValue(SIXTY_MB);
        // The service hears of it long before the client has sent all: nothing is collected on the way.
        assertThat(firstByteAt.get()).isLessThan(20L * 1024 * 1024);
        assertThat(media.last().header("Content-Length")).isEqualTo(String.valueOf(SIXTY_MB));
        assertThat(media.last().header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(allocated() - before).isLessThan(30L * 1024 * 1024);
    }

    @Test
    void streamsUploadsOfUnknownLength() {
        var received = new AtomicLong();
        gallery.behave(exchange -> {
            received.set(exchange.getRequestBody().transferTo(OutputStream.nullOutputStream()));
            Upstream.answer(exchange, 201, "{}");
        });

        var answer = photos().send(
                        "POST",
                        "/api/upload",
                        new InputStreamEntity(
                                zeros(5_000_000, new AtomicLong()), -1, ContentType.create("multipart/form-data")),
                        "Authorization",
                        "Bearer x");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(received).hasValue(5_000_000);
    }

    @Test
    void endsARefusedUploadWithItsRefusal() {
        // A service that answers before it has read the body, and closes.
        var sent = new AtomicLong();
        media.behave(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/problem+json");
            exchange.sendResponseHeaders(413, 2);
            exchange.getResponseBody().write("{}".getBytes());
            exchange.getResponseBody().flush();
        });

        var answer = browser("media.localhost")
                .send(
                        "PUT",
                        "/u/1/2.jpg?e=1",
                        new InputStreamEntity(zeros(SIXTY_MB, sent), SIXTY_MB, ContentType.IMAGE_JPEG));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void passesOnPartsConditionsAndHeads() {
        media.behave(exchange -> {
            var headers = exchange.getResponseHeaders();
            headers.add("ETag", "\"abc\"");
            headers.add("Accept-Ranges", "bytes");
            headers.add("Cache-Control", "private, max-age=31536000, immutable");
            headers.add("Content-Type", "image/jpeg");
            headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
            if (exchange.getRequestHeaders().containsKey("If-None-Match")) {
                exchange.sendResponseHeaders(304, -1);
            } else if (exchange.getRequestMethod().equals("HEAD")) {
                headers.add("Content-Length", "1000");
                exchange.sendResponseHeaders(200, -1);
            } else if (exchange.getRequestHeaders().containsKey("Range")) {
                headers.add("Content-Range", "bytes 10-19/1000");
                exchange.sendResponseHeaders(206, 10);
                exchange.getResponseBody().write(new byte[10]);
            } else {
                exchange.sendResponseHeaders(200, 1000);
                exchange.getResponseBody().write(new byte[1000]);
            }
        });
        var browser = browser("media.localhost");

        var part = browser.get("/a/1/2.jpg/preview", "Range", "bytes=10-19", "If-Range", "\"abc\"");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-19/1000");
        assertThat(part.header("Content-Length")).isEqualTo("10");
        assertThat(part.header("ETag")).isEqualTo("\"abc\"");
        assertThat(part.all("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
        assertThat(media.last().header("Range")).isEqualTo("bytes=10-19");

        var unchanged = browser.get("/a/1/2.jpg/preview", "If-None-Match", "\"abc\"");
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.header("ETag")).isEqualTo("\"abc\"");

        var head = browser.send(browser.request("HEAD", "/a/1/2.jpg/preview"));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("1000");
        assertThat(head.body()).isEmpty();

        assertThat(browser.get("/a/1/2.jpg/preview", "If-Match", "\"other\"").body())
                .hasSize(1000);
    }

    @Test
    void compressesJsonButNotPictures() {
        gallery.behave(exchange -> Upstream.answer(exchange, 200, "[" + "\"abcdefgh\",".repeat(1000) + "1]"));

        var json = photos().get("/api/galleries", "Accept-Encoding", "gzip");

        assertThat(json.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(json.body().length).isLessThan(1000);
        assertThat(photos().get("/api/galleries").header("Content-Encoding")).isNull();
    }

    @Test
    void deliversEventsWhenTheyHappen() throws Exception {
        var more = new CountDownLatch(1);
        gallery.behave(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("event: photo\ndata: 1\n\n".getBytes());
            exchange.getResponseBody().flush();
            await(more);
            exchange.getResponseBody().write("event: photo\ndata: 2\n\n".getBytes());
        });

        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            "GET /api/events HTTP/1.1\r\nHost: photos.localhost\r\nConnection: close\r\nAccept: text/event-stream\r\n\r\n"
                                    .getBytes());
            var in = socket.getInputStream();
            assertThat(readUntil(in, "data: 1")).contains("text/event-stream");
            more.countDown();
            assertThat(readUntil(in, "data: 2")).isNotEmpty();
        }
    }

    @Test
    void cutsAnAnswerThatBreaksOff() throws Exception {
        gallery.behave(exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 200_000);
            exchange.getResponseBody().write(new byte[100_000]);
            exchange.getResponseBody().flush();
            throw new IOException("broken on purpose");
        });
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET /api/galleries HTTP/1.1\r\nHost: photos.localhost\r\n\r\n".getBytes());
            var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(text)
                    .startsWith("HTTP/1.1 200")
                    .hasSizeGreaterThan(50_000)
                    .hasSizeLessThan(150_000);
        }
    }

    @Test
    void waitsForAServiceThatIsOnlyBusy() {
        gallery.behave(exchange -> {
            if (exchange.getRequestURI().getPath().startsWith("/api/")) {
                await(new CountDownLatch(1), 3);
            }
            Upstream.answer(exchange, 200, "{}");
        });

        assertThat(photos().get("/api/galleries").status()).isEqualTo(200);
    }

    @Test
    void asksAgainOnceForReadersOnly() {
        var calls = new AtomicInteger();
        gallery.behave(exchange ->
                Upstream.answer(exchange, calls.incrementAndGet() == 1 ? 503 : 200, "{\"call\":" + calls + "}"));

        assertThat(photos().get("/api/galleries").text()).contains("\"call\":2");

        calls.set(0);
        assertThat(photos().post("/api/galleries", "{}", "Authorization", "Bearer x")
                        .status())
                .isEqualTo(503);
        assertThat(calls).hasValue(1);
    }

    static InputStream zeros(long length, AtomicLong sent) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] buffer, int offset, int wanted) {
                if (left <= 0) {
                    return -1;
                }
                var read = (int) Math.min(wanted, left);
                left -= read;
                sent.addAndGet(read);
                return read;
            }
        };
    }

    /** Bytes allocated by all threads of this JVM, the gateway's among them. */
    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getTotalThreadAllocatedBytes();
    }

    private static String readUntil(InputStream in, String text) throws IOException {
        var seen = new StringBuilder();
        while (!seen.toString().contains(text)) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("ended: " + seen);
            }
            seen.append((char) next);
        }
        return seen.toString();
    }

    private static void await(CountDownLatch latch) {
        await(latch, 10);
    }

    private static void await(CountDownLatch latch, int seconds) {
        try {
            latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
