package vitrine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest extends GatewayTest {

    @Test
    void leadsFromTheBareDomainToPhotos() {
        var answer = browser("localhost:8080").get("/galleries?x=1");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("http://photos.localhost:8080/galleries?x=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "photos.localhost.evil.example", "127.0.0.1", "other.localhost"})
    void servesNothingUnderOtherNames(String host) {
        var answer = browser(host).get("/api/galleries");

        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).contains("urn:vitrine:problem:misdirected", "trace_id");
    }

    @Test
    void tellsItsHealthOnEveryHost() {
        for (var host : new String[] {"photos", "share", "auth", "media"}) {
            for (var path : new String[] {"/health", "/api/health"}) {
                var answer = browser(host + ".localhost").get(path);
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text()).contains("\"auth\":{\"status\":\"up\"}", "\"status\":\"up\"");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "photos, /actuator/health",
        "photos, /actuator/prometheus",
        "share, /%61ctuator/health",
        "auth, /actuator/env",
        "media, /actuator/health",
        "auth, /internal/keys",
        "photos, /internal/uploads",
        "auth, /%69nternal/x",
        "media, /internal/uploads"
    })
    void keepsInternalAddressesInside(String host, String path) {
        var answer = browser(host + ".localhost").get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(auth.server.calls() + media.calls()).isZero();
    }

    @Test
    void answersProbesOfItsOperatorsOnly() {
        var operator = browser("127.0.0.1:" + port);

        assertThat(operator.get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(operator.get("/actuator/health/readiness", "X-Forwarded-For", "203.0.113.9")
                        .status())
                .isEqualTo(421);
    }

    @Test
    void passesTheAuthHostOnAsItIs() {
        var answer = browser("auth.localhost:8080")
                .post(
                        "/login?next=%2Fa%20b&next=%2Fa%20b",
                        "username=a%26b&next=%2Fa%20b&empty=",
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "Cookie",
                        "SSO=old; LANG=en",
                        "Origin",
                        "http://auth.localhost:8080");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.all("Set-Cookie")).containsExactly("SSO=1; Path=/; HttpOnly", "LANG=de; Path=/");
        assertThat(answer.all("Content-Security-Policy")).containsExactly("default-src 'self'");
        assertThat(answer.header("X-Body")).isEqualTo("username=a%26b&next=%2Fa%20b&empty=");
        var seen = auth.server.last();
        assertThat(seen.uri()).isEqualTo("/login?next=%2Fa%20b&next=%2Fa%20b");
        assertThat(seen.header("Cookie")).isEqualTo("SSO=old; LANG=en");
    }

    @Test
    void dropsWhatClientsSayAboutThemselves() {
        photos().get(
                        "/api/galleries",
                        "X-Forwarded-For",
                        "6.6.6.6",
                        "X-Forwarded-Host",
                        "evil.example",
                        "X-Forwarded-Proto",
                        "https",
                        "X-Forwarded-Prefix",
                        "/evil",
                        "Forwarded",
                        "for=6.6.6.6;host=evil.example",
                        "X-Real-IP",
                        "6.6.6.6",
                        "traceparent",
                        "00-11111111111111111111111111111111-2222222222222222-01",
                        "X-Original-URL",
                        "/api/admin/users");

        var seen = gallery.last();
        assertThat(seen.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(seen.header("X-Forwarded-Host")).isEqualTo("photos.localhost:8080");
        assertThat(seen.header("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(seen.header("X-Forwarded-Port")).isEqualTo("8080");
        assertThat(seen.header("X-Forwarded-Prefix")).isNull();
        assertThat(seen.header("Forwarded")).isNull();
        assertThat(seen.header("X-Real-IP")).isNull();
        assertThat(seen.header("X-Original-URL")).isNull();
        assertThat(String.valueOf(seen.header("traceparent"))).doesNotContain("1111111111111111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host=x", "by=1.2.3.4", "for", ";;;", "for=\"[::1", "proto=https;by=_x, for=1.1.1.1"})
    void survivesAnyForwardedHeader(String forwarded) {
        assertThat(photos().get("/api/galleries", "Forwarded", forwarded).status())
                .isEqualTo(200);
        assertThat(browser("auth.localhost")
                        .get("/login", "Forwarded", forwarded)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/galleries", "/b/x", "/a", "/index.html", "/login"})
    void offersPicturesOnlyOnTheMediaHost(String path) {
        var expected = path.equals("/a") ? 200 : 404;
        assertThat(browser("media.localhost").get(path).status()).isEqualTo(expected);
    }

    @Test
    void sendsNoCredentialsToTheMediaHost() {
        var answer = browser("media.localhost")
                .get("/a/1/2.jpg/preview?g=u.1&e=2&s=a%2Bb", "Cookie", "a=b", "Authorization", "Bearer x");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).isNull();
        assertThat(media.last().uri()).isEqualTo("/a/1/2.jpg/preview?g=u.1&e=2&s=a%2Bb");
        assertThat(media.last().header("Cookie")).isNull();
        assertThat(media.last().header("Authorization")).isNull();
        assertThat(browser("media.localhost").post("/u/x", "").status()).isEqualTo(404);
        assertThat(browser("media.localhost").send("PUT", "/a/x", null).status())
                .isEqualTo(404);
    }
}
