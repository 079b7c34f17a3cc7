package vitrine.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.json.JsonMapper;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/** Everybody outside the service that its tests need. */
@TestConfiguration(proxyBeanMethods = false)
public class TestParties {

    @Bean
    static Backchannel backchannel() throws IOException {
        return new Backchannel();
    }

    @Bean
    static DynamicPropertyRegistrar backchannelAddress(Backchannel backchannel) {
        return registry -> registry.add("vitrine.gateway-client.backchannel-logout-uri", backchannel::uri);
    }

    @Bean
    static Others others() throws IOException {
        return new Others();
    }

    @Bean
    static DynamicPropertyRegistrar addressesOfOthers(Others others) {
        return registry -> {
            registry.add("vitrine.gallery.url", others::uri);
            registry.add("vitrine.gallery.patience", () -> "30s");
            registry.add("vitrine.status.services.gallery", others::uri);
            registry.add("vitrine.status.services.share", () -> "http://127.0.0.1:1");
            registry.add("vitrine.status.services.media", () -> others.uri() + "/slow/");
            // Long enough to hear a part that answers on a busy machine, short enough to wait for one that never does.
            registry.add("vitrine.status.patience", () -> "5s");
        };
    }

    @Bean
    People people(MockMvc mvc, JsonMapper json) {
        return new People(mvc, json);
    }

    @Bean
    RelyingParty relyingParty(MockMvc mvc, JsonMapper json) {
        return new RelyingParty(mvc, json);
    }

    @Bean
    HeardEvents heardEvents() {
        return new HeardEvents();
    }

    @Bean
    @Primary
    UnreliableMailServer mailServer(@Value("${spring.mail.host}") String host, @Value("${spring.mail.port}") int port) {
        var server = new UnreliableMailServer();
        server.setHost(host);
        server.setPort(port);
        return server;
    }

    /** The gateway's end of back-channel logout. */
    public static class Backchannel {

        private final HttpServer server;
        private final List<String> logoutTokens = new CopyOnWriteArrayList<>();
        private volatile boolean down;

        Backchannel() throws IOException {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/auth/backchannel-logout", exchange -> {
                String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                if (!down) {
                    Arrays.stream(form.split("&"))
                            .filter(pair -> pair.startsWith("logout_token="))
                            .map(pair -> URLDecoder.decode(pair.substring(13), StandardCharsets.UTF_8))
                            .forEach(logoutTokens::add);
                }
                exchange.sendResponseHeaders(down ? 503 : 200, -1);
                exchange.close();
            });
            server.start();
        }

        String uri() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/auth/backchannel-logout";
        }

        public List<String> logoutTokens() {
            return logoutTokens;
        }

        public void down(boolean down) {
            this.down = down;
        }
    }

    /** The services this one asks: a gallery service that knows whose studios have work, and what its metrics say. */
    public static class Others {

        private static final String METRICS = """
                # HELP messaging_dead Messages that were given up
                messaging_dead{application="gallery",queue="gallery.accounts"} 2.0
                messaging_dead{queue="gallery.media"} 1.0
                outbox_pending 4.0
                disk_free_bytes{path="/x"} 1.5E10
                disk_total_bytes{path="/x"} NaN
                process_start_time_seconds 1.777E9
                vitrine_build{application="gallery",version="0.1.0"} 1.0
                """;

        private final HttpServer server;
        private final Set<String> busyAccounts = ConcurrentHashMap.newKeySet();
        private volatile boolean down;

        Others() throws IOException {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/api/", exchange -> answer(exchange, down ? 503 : 200, page(exchange)));
            server.createContext("/actuator/health", exchange -> answer(exchange, down ? 503 : 200, "{}"));
            server.createContext("/actuator/prometheus", exchange -> answer(exchange, 200, METRICS));
            server.createContext("/slow/", exchange -> {
                // Never answers: whoever asks has to give up.
                LockSupport.park(exchange);
            });
            server.start();
        }

        private String page(HttpExchange exchange) {
            String payload =
                    exchange.getRequestHeaders().getFirst("Authorization").split("\\.")[1];
            String claims = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
            boolean busy = exchange.getRequestURI().getPath().equals("/api/images")
                    && busyAccounts.stream().anyMatch(claims::contains);
            return busy ? "{\"items\":[{}]}" : "{\"items\":[]}";
        }

        private static void answer(HttpExchange exchange, int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }

        public String uri() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        /** This account's studio has photos. */
        public void hasPhotos(UUID account) {
            busyAccounts.add(account.toString());
        }

        public void down(boolean down) {
            this.down = down;
        }
    }

    /** What another service would hear. */
    public static class HeardEvents {

        private final List<Event> events = new CopyOnWriteArrayList<>();

        @Consumes(
                queue = "test.accounts",
                types = {"account.activated.v1", "account.changed.v1", "account.deleted.v1", "api_token.revoked.v1"})
        public void on(Event event) {
            events.add(event);
        }

        public List<Event> about(java.util.UUID subject) {
            return events.stream()
                    .filter(event -> event.subject().equals(subject))
                    .toList();
        }
    }

    public static class UnreliableMailServer extends JavaMailSenderImpl {

        private volatile boolean down;

        public void down(boolean down) {
            this.down = down;
        }

        @Override
        protected void doSend(jakarta.mail.internet.MimeMessage[] messages, Object[] originals) {
            if (down) {
                throw new MailSendException("Connection refused");
            }
            super.doSend(messages, originals);
        }
    }
}
