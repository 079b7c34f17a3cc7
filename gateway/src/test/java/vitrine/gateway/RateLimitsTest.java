package vitrine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/** Clients come from the addresses that the proxy in front names. */
@TestPropertySource(properties = "vitrine.peers.trusted-proxies=127\\.0\\.0\\.1")
class RateLimitsTest extends GatewayTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";
    private static final AtomicInteger CLIENTS = new AtomicInteger();

    @Autowired
    Environment environment;

    private static String newAddress() {
        int number = CLIENTS.incrementAndGet();
        return "198.51." + number / 200 + "." + number % 200;
    }

    private static String newName() {
        return "name_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    }

    private Browser.Answer post(String host, String path, String type, String body, String address) {
        return browser(host + ".localhost:8080").post(path, body, "Content-Type", type, "X-Forwarded-For", address);
    }

    private Browser.Answer login(String name, String address) {
        return post("photos", "/api/auth/login", JSON, "{\"username\":\"" + name + "\",\"password\":\"x\"}", address);
    }

    private Browser.Answer signIn(String name, String address) {
        return post("auth", "/sign-in", FORM, "username=" + name + "&password=x", address);
    }

    private static void assertRefused(Browser.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 61);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).contains("urn:vitrine:problem:rate-limited");
    }

    @Test
    void tenSignInsAMinuteFromOneAddress() {
        var address = newAddress();
        for (int i = 0; i < 10; i++) {
            assertThat((i % 2 == 0 ? login(newName(), address) : signIn(newName(), address)).status())
                    .isEqualTo(200);
        }
        int asked = auth.server.calls();

        assertRefused(login(newName(), address));
        assertRefused(signIn(newName(), address));

        assertThat(auth.server.calls()).isEqualTo(asked);
        assertThat(login(newName(), newAddress()).status()).isEqualTo(200);
        assertThat(browser("auth.localhost:8080")
                        .get("/sign-in", "X-Forwarded-For", address)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tenSignInsAMinuteForOneName() {
        var name = newName();
        for (int i = 0; i < 10; i++) {
            assertThat((i % 2 == 0 ? login(name, newAddress()) : signIn(name, newAddress())).status())
                    .isEqualTo(200);
        }
        for (var spelling : List.of(name, name.toUpperCase(java.util.Locale.ROOT), " " + name + " ")) {
            assertRefused(login(spelling, newAddress()));
        }
        assertRefused(signIn("%20" + name + "+", newAddress()));
        // Other places where the auth service would look for a name.
        assertRefused(post("auth", "/sign-in?username=" + name, FORM, "username=other&password=x", newAddress()));
        assertRefused(post("auth", "/sign-in", FORM, "username=other&username=" + name, newAddress()));
        assertRefused(post("auth", "/sign-in", FORM, "user%6Eame=" + name, newAddress()));
        assertRefused(post(
                "photos",
                "/api/login",
                JSON,
                "{\"x\":{\"username\":\"a\"},\"username\":\"other\",\"user\\u006eame\":\"" + name + "\"}",
                newAddress()));
        assertThat(post("auth", "/sign-in", "multipart/form-data; boundary=b", "--b--", newAddress())
                        .status())
                .isEqualTo(415);
        assertThat(login(newName(), newAddress()).status()).isEqualTo(200);
    }

    /** Row 30. */
    @Test
    void everySpellingOfAPathIsCountedTogether() {
        var address = newAddress();
        var paths =
                List.of("/api/login", "/api/auth/login", "/API/Login", "/api/login/", "/api/%6Cogin", "/api/login.");
        for (int i = 0; i < 10; i++) {
            assertThat(post("photos", paths.get(i % paths.size()), JSON, "{}", address)
                            .status())
                    .isIn(200, 404, 405);
        }
        for (var path : paths) {
            assertThat(post("photos", path, JSON, "{}", address).status())
                    .as(path)
                    .isEqualTo(429);
            assertThat(post("auth", path, JSON, "{}", address).status())
                    .as(path)
                    .isEqualTo(429);
        }
    }

    @Test
    void fiveMailsAMinute() {
        var address = newAddress();
        var ways = List.of("/api/forgot-password", "/api/auth/resend", "/api/auth/register");
        for (int i = 0; i < 5; i++) {
            assertThat(post("photos", ways.get(i % 3), JSON, "{\"email\":\"" + newName() + "@localhost\"}", address)
                            .status())
                    .isEqualTo(200);
        }
        for (var way : ways) {
            assertRefused(post("photos", way, JSON, "{}", address));
        }
        for (var way : List.of("/forgot-password", "/confirm/resend", "/register")) {
            assertRefused(post("auth", way, FORM, "", address));
        }
        // Signing in is another matter.
        assertThat(login(newName(), address).status()).isEqualTo(200);

        var victim = newName() + "@localhost";
        for (int i = 0; i < 5; i++) {
            assertThat(post("auth", "/forgot-password", FORM, "email=" + victim, newAddress())
                            .status())
                    .isEqualTo(200);
        }
        assertRefused(post("photos", "/api/forgot-password", JSON, "{\"email\":\"" + victim + "\"}", newAddress()));
    }

    @Test
    void aPersonIsToldInWords() {
        var address = newAddress();
        for (int i = 0; i < 10; i++) {
            signIn(newName(), address);
        }
        var answer = browser("auth.localhost:8080")
                .post(
                        "/sign-in",
                        "username=x",
                        "Content-Type",
                        FORM,
                        "Accept",
                        "text/html",
                        "Accept-Language",
                        "de",
                        "X-Forwarded-For",
                        address);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotBlank();
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.text()).contains("Zu viele Versuche").contains("href=\"/sign-in\"");
    }

    @Test
    void theBodyArrivesAsItWasSent() {
        var form = "username=" + newName() + "&password=%C3%A4+%26%3D&_csrf=t";
        assertThat(post("auth", "/sign-in", FORM, form, newAddress()).header("X-Body"))
                .isEqualTo(form);
        var json = "{\"username\":\"" + newName() + "\",\"password\":\"\\u00e4\"}";
        assertThat(post("photos", "/api/login", JSON, json, newAddress()).header("X-Body"))
                .isEqualTo(json);
        var chunked = new org.apache.hc.core5.http.io.entity.InputStreamEntity(
                new java.io.ByteArrayInputStream(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                org.apache.hc.core5.http.ContentType.APPLICATION_JSON);
        assertThat(browser("photos.localhost:8080")
                        .send("POST", "/api/login", chunked, "X-Forwarded-For", newAddress())
                        .header("X-Body"))
                .isEqualTo(json);
    }

    @Test
    void whatIsTooLargeOrNamesTooManyIsRefused() {
        int asked = auth.server.calls();
        var large = "{\"username\":\"a\",\"password\":\"" + "x".repeat(1_000_000) + "\"}";
        assertThat(post("photos", "/api/auth/login", JSON, large, newAddress()).status())
                .isEqualTo(400);
        var many = "username=a&username=b&username=c&username=d&email=e";
        assertThat(post("auth", "/sign-in", FORM, many, newAddress()).status()).isEqualTo(400);
        assertThat(auth.server.calls()).isEqualTo(asked);
    }

    @Test
    void anIpv6NetworkIsOneClient() {
        for (int i = 0; i < 10; i++) {
            assertThat(login(newName(), "2001:db8:1:2::" + i).status()).isEqualTo(200);
        }
        assertRefused(login(newName(), "2001:db8:1:2:ffff::1"));
        assertThat(login(newName(), "2001:db8:1:3::1").status()).isEqualTo(200);
    }

    @Test
    void parallelTriesGetNoMoreThanTen() throws Exception {
        var address = newAddress();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> tries = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                tries.add(() -> login(newName(), address).status());
            }
            var statuses = new ArrayList<Integer>();
            for (var each : pool.invokeAll(tries)) {
                statuses.add(each.get());
            }
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(10);
            assertThat(statuses.stream().filter(status -> status == 429)).hasSize(20);
        }
    }

    @Test
    void twoGatewaysCountTogether() {
        var address = newAddress();
        for (int i = 0; i < 6; i++) {
            assertThat(login(newName(), address).status()).isEqualTo(200);
        }
        try (var second =
                (ServletWebServerApplicationContext) new SpringApplicationBuilder(Gateway.class).run(sameSettings())) {
            var there = new Browser(second.getWebServer().getPort(), "photos.localhost:8080");
            for (int i = 0; i < 4; i++) {
                assertThat(there.post("/api/login", "{}", "Content-Type", JSON, "X-Forwarded-For", address)
                                .status())
                        .isEqualTo(200);
            }
            assertRefused(there.post("/api/login", "{}", "Content-Type", JSON, "X-Forwarded-For", address));
        }
        assertRefused(login(newName(), address));
    }

    private String[] sameSettings() {
        var settings = new ArrayList<>(List.of("--server.port=0", "--spring.main.banner-mode=off"));
        for (var name : List.of(
                "spring.datasource.url",
                "spring.datasource.username",
                "spring.datasource.password",
                "spring.rabbitmq.host",
                "spring.rabbitmq.port",
                "spring.rabbitmq.username",
                "spring.rabbitmq.password",
                "spring.rabbitmq.virtual-host",
                "vitrine.services.auth",
                "vitrine.services.gallery",
                "vitrine.services.media",
                "vitrine.services.share",
                "vitrine.gateway.client-secret",
                "vitrine.peers.trusted-proxies")) {
            settings.add("--" + name + "=" + environment.getProperty(name, ""));
        }
        return settings.toArray(String[]::new);
    }
}
