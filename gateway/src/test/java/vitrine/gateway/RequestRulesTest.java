package vitrine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a browser, a script and a foreign page may do. */
class RequestRulesTest extends GatewayTest {

    @Test
    void wantsTheTokenFromSessionsThatChangeSomething() {
        var browser = signedIn();
        browser.get("/auth/session");
        var token = browser.cookies.get("XSRF-TOKEN");

        assertThat(browser.post("/api/galleries", "{}").status()).isEqualTo(403);
        assertThat(browser.post("/api/galleries", "{}").text()).contains("urn:vitrine:problem:csrf");
        assertThat(browser.post("/api/galleries", "{}", "X-XSRF-TOKEN", "wrong").status())
                .isEqualTo(403);
        assertThat(gallery.calls()).isZero();
        assertThat(browser.post("/api/galleries", "{}", "X-XSRF-TOKEN", token).status())
                .isEqualTo(200);
        assertThat(gallery.last().header("Authorization")).startsWith("Bearer ey");
        for (var method : new String[] {"PUT", "PATCH", "DELETE"}) {
            assertThat(browser.send(method, "/api/galleries/1", null).status()).isEqualTo(403);
        }
    }

    @Test
    void wantsNoTokenFromScripts() {
        assertThat(photos().post("/api/login", "{}", "Content-Type", "application/json")
                        .status())
                .isEqualTo(200);
        assertThat(photos().post("/api/galleries", "{}", "Authorization", "Bearer mine")
                        .status())
                .isEqualTo(200);
        assertThat(gallery.last().header("Authorization")).isEqualTo("Bearer mine");

        var both = signedIn();
        both.post("/api/galleries", "{}", "Authorization", "Bearer mine");
        assertThat(gallery.last().header("Authorization")).isEqualTo("Bearer mine");
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example,",
        "null,",
        ", cross-site",
        ", same-site",
        "http://share.localhost:8080, same-site",
        "http://auth.localhost:8080, same-site",
        "http://photos.localhost:8080.evil.example,",
        "http://photos.localhost,"
    })
    void refusesChangesFromForeignPages(String origin, String site) {
        for (var browser : new Browser[] {photos(), signedIn()}) {
            browser.get("/auth/session");
            var request = browser.request("POST", "/api/login");
            if (origin != null) {
                request.addHeader("Origin", origin);
            }
            if (site != null) {
                request.addHeader("Sec-Fetch-Site", site);
            }
            request.addHeader("X-XSRF-TOKEN", browser.cookies.get("XSRF-TOKEN"));
            var answer = browser.send(request);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).contains("urn:vitrine:problem:cross-site");
        }
    }

    @Test
    void acceptsChangesFromItsOwnPagesAndInvitedOnes() {
        var browser = signedIn();
        browser.get("/auth/session");
        var token = browser.cookies.get("XSRF-TOKEN");

        assertThat(browser.post(
                                "/api/galleries",
                                "{}",
                                "X-XSRF-TOKEN",
                                token,
                                "Origin",
                                "http://photos.localhost:8080",
                                "Sec-Fetch-Site",
                                "same-origin")
                        .status())
                .isEqualTo(200);
        var invited = photos().post(
                        "/api/login", "{}", "Content-Type", "application/json", "Origin", "https://portfolio.example");
        assertThat(invited.status()).isEqualTo(200);
        assertThat(invited.header("Access-Control-Allow-Origin")).isEqualTo("https://portfolio.example");
        assertThat(invited.header("Access-Control-Allow-Credentials")).isEqualTo("true");
    }

    @Test
    void answersPreflightsOfInvitedOriginsOnly() {
        var headers = new String[] {"Access-Control-Request-Method", "PUT", "Origin", ""};
        headers[3] = "https://portfolio.example";
        var invited = photos().send(photos().request("OPTIONS", "/api/galleries", headers));
        assertThat(invited.status()).isEqualTo(204);
        assertThat(invited.header("Access-Control-Allow-Methods")).contains("PUT");

        headers[3] = "https://evil.example";
        var stranger = photos().send(photos().request("OPTIONS", "/api/galleries", headers));
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.header("Access-Control-Allow-Origin")).isNull();
        assertThat(photos().get("/api/galleries", "Origin", "https://evil.example")
                        .header("Access-Control-Allow-Origin"))
                .isNull();
    }

    @Test
    void keepsCookiesToItself() {
        var browser = signedIn();
        browser.cookies.put("vitrine_visit", "v");
        browser.cookies.put("vitrine_unlock", "u");
        browser.cookies.put("vitrine_downloads", "d");
        browser.cookies.put("vitrine_visitor", "w");
        browser.cookies.put("other", "o");
        gallery.behave(exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "evil=1");
            exchange.getResponseHeaders().add("X-Frame-Options", "DENY");
            exchange.getResponseHeaders().add("WWW-Authenticate", "Bearer resource=\"http://127.0.0.1:1\"");
            Upstream.answer(exchange, 401, "{}");
        });
        share.behave(exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "vitrine_visit=1; Path=/api/view/abc");
            exchange.getResponseHeaders().add("Set-Cookie", "vitrine_unlock=2; Path=/api/view/abc");
            Upstream.answer(exchange, 200, "{}");
        });

        var answer = browser.get("/api/galleries");
        assertThat(gallery.last().header("Cookie")).isNull();
        assertThat(answer.header("Set-Cookie")).isNull();
        assertThat(answer.all("X-Frame-Options")).containsExactly("SAMEORIGIN");
        assertThat(answer.all("WWW-Authenticate")).containsExactly("Bearer");

        assertThat(browser.get("/api/view/abc").all("Set-Cookie")).hasSize(2);
        assertThat(share.last().header("Cookie"))
                .isEqualTo("vitrine_visit=v; vitrine_unlock=u; vitrine_downloads=d; vitrine_visitor=w");
        browser.get("/api/shares");
        assertThat(browser.get("/api/shares").header("Set-Cookie")).isNull();
    }

    @Test
    void setsTheHeadersOnEveryAnswer() {
        for (var path : new String[] {"/api/galleries", "/", "/api/nothing", "/auth/session", "/health", "/x.php"}) {
            var answer = photos().get(path);
            assertThat(answer.all("X-Frame-Options")).as(path).containsExactly("SAMEORIGIN");
            assertThat(answer.all("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(answer.all("Referrer-Policy")).containsExactly("strict-origin-when-cross-origin");
            assertThat(answer.all("Permissions-Policy")).containsExactly("geolocation=(), microphone=(), camera=()");
            assertThat(answer.all("Content-Security-Policy")).hasSize(1);
            assertThat(answer.header("Content-Security-Policy")).doesNotContain("unsafe");
            assertThat(answer.header("Strict-Transport-Security")).isNull();
            assertThat(answer.header("X-Trace-Id")).matches("[0-9a-f]{32}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/API/Login",
                "/api/login/",
                "/api/login.",
                "/api/Galleries",
                "/api/galleriesx",
                "/api",
                "/api/",
                "/api/unknown",
                "/auth/nothing",
                "/auth/LOGIN"
            })
    void knowsAddressesOnlyAsTheyAreWritten(String path) {
        var answer = photos().get(path);

        assertThat(answer.status()).isEqualTo(path.startsWith("/API") ? 200 : 404);
        assertThat(auth.server.calls() + gallery.calls()).isZero();
        assertThat(photos().post(path, "{}", "Content-Type", "application/json").status())
                .isIn(404, 405);
        assertThat(auth.server.calls() + gallery.calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/galleries/%2e%2e/x",
                "/api/galleries/..%2fx",
                "/api//galleries",
                "/api/galleries;x=1",
                "/api/galleries/%00",
                "/api/galleries/%zz",
                "/api/galleries?x=%zz",
                "/api/galleries/%c0%ae",
                "/a\\b",
                "/api/galleries?x=a|b"
            })
    void refusesOddAddressesInTheOneShape(String path) {
        assertRefused(raw("GET " + path + " HTTP/1.1", ""));
    }

    @Test
    void takesHugeOrMalformedHeadersForWhatTheyAre() {
        assertRefused(raw("GET /api/galleries HTTP/1.1", "X-Huge: " + "x".repeat(40_000) + "\r\n"));
        assertThat(raw("GET /auth/session HTTP/1.1", "Cookie: vitrine_session=" + "x".repeat(9_000) + "\r\n"))
                .startsWith("HTTP/1.1 200")
                .contains("\"signed_in\":false");
        for (var cookie :
                new String[] {"\u0001\u0002", "a=b; ;;; =; ===", "vitrine_session", "vitrine_session=\"", "ü=ö"}) {
            assertThat(raw("GET /auth/session HTTP/1.1", "Cookie: " + cookie + "\r\n"))
                    .as(cookie)
                    .matches(text -> text.startsWith("HTTP/1.1 200") || text.startsWith("HTTP/1.1 4"));
        }
        assertThat(raw("GET /api/galleries HTTP/1.1", "Authorization: Bearer \u00e9\u0080\r\nX-Odd: ü\r\n"))
                .doesNotStartWith("HTTP/1.1 5");
    }

    private static void assertRefused(String answer) {
        assertThat(answer)
                .startsWith("HTTP/1.1 4")
                .contains("application/problem+json", "urn:vitrine:problem:", "trace_id")
                .doesNotContain("<html", "Tomcat", "java.");
    }

    /** A request exactly as written, which no HTTP client would send. */
    private String raw(String line, String headers) {
        try (var socket = new java.net.Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((line + "\r\nHost: photos.localhost:8080\r\nConnection: close\r\n" + headers + "\r\n")
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
