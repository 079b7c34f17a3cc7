package vitrine.gateway;

import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vitrine.devservices.TestBroker;
import vitrine.devservices.TestDatabase;

/** The whole gateway on a real database, in front of services the tests play. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestDatabase
@TestBroker
abstract class GatewayTest {

    static final FakeAuth auth = new FakeAuth();
    static final Upstream gallery = new Upstream();
    static final Upstream media = new Upstream();
    static final Upstream share = new Upstream();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry properties) {
        properties.add("vitrine.services.auth", auth.server::url);
        properties.add("vitrine.services.gallery", gallery::url);
        properties.add("vitrine.services.media", media::url);
        properties.add("vitrine.services.share", share::url);
        properties.add("vitrine.gateway.client-secret", () -> "a-secret-of-tests-only-0123456789abcdef");
        properties.add("vitrine.cors.allowed-origins", () -> "https://portfolio.example");
        properties.add("spring.main.banner-mode", () -> "off");
    }

    @BeforeEach
    void quiet() {
        auth.reset();
        gallery.reset();
        media.reset();
        share.reset();
    }

    Browser photos() {
        return new Browser(port, "photos.localhost:8080");
    }

    Browser browser(String host) {
        return new Browser(port, host);
    }

    Browser signedIn() {
        var browser = photos();
        signIn(browser, "sid-" + java.util.UUID.randomUUID(), "/galleries");
        return browser;
    }

    /** The whole way through the auth host; gives the answer of the callback. */
    static Browser.Answer signIn(Browser browser, String sid, String next) {
        var start = browser.get(
                "/auth/login?next=" + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8));
        var request = start.locationQuery();
        var code = auth.authorize(request, sid);
        return browser.get(URI.create(request.get("redirect_uri")).getPath() + "?code=" + code + "&state="
                + java.net.URLEncoder.encode(request.get("state"), java.nio.charset.StandardCharsets.UTF_8));
    }
}
