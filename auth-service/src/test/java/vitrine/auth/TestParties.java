package vitrine.auth;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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

    /** What another service would hear. */
    public static class HeardEvents {

        private final List<Event> events = new CopyOnWriteArrayList<>();

        @Consumes(
                queue = "test.accounts",
                types = {"account.activated.v1", "account.changed.v1", "api_token.revoked.v1"})
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
