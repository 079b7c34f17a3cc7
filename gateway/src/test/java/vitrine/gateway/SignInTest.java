package vitrine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest extends GatewayTest {

    @Test
    void goesToTheAuthHostWithPkceAndLeavesNoSessionBehind() {
        var before = sessions();

        var answer = photos().get("/auth/login?next=/galleries");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).startsWith("http://auth.localhost:8080/oauth2/authorize?");
        assertThat(answer.locationQuery())
                .containsEntry("redirect_uri", "http://photos.localhost:8080/auth/callback")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("client_id", "gateway")
                .containsKeys("state", "nonce", "code_challenge");
        assertThat(answer.header("Set-Cookie")).contains("vitrine_login_", "HttpOnly", "SameSite=Lax");
        assertThat(sessions()).isEqualTo(before);
    }

    @Test
    void comesBackToThePageAskedFor() {
        var browser = photos();

        var answer = signIn(browser, "sid-1", "/galleries/42?photo=7");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).isEqualTo("/galleries/42?photo=7");
        var cookie = answer.all("Set-Cookie").stream()
                .filter(it -> it.startsWith("vitrine_session="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie)
                .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=604800")
                .doesNotContain("Domain", "Secure");
        assertThat(browser.get("/auth/session").text())
                .contains("\"signed_in\":true", "\"username\":\"anna\"", "expires_at");
        assertThat(browser.cookies).containsKey("XSRF-TOKEN").containsKey("vitrine_session");
    }

    @Test
    void keepsTheTokensFromTheBrowserAndEncryptedFromTheDatabase() {
        signedIn();

        var row = jdbc.sql("select encode(access_token, 'escape') from session_tokens limit 1")
                .query(String.class)
                .single();

        assertThat(row).doesNotContain("eyJ");
        assertThat(jdbc.sql("select count(*) from spring_session_attributes")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void beginsANewSessionEveryTime() {
        var browser = signedIn();
        var first = browser.cookies.get("vitrine_session");
        var request = photos().get("/auth/login?next=/").locationQuery();
        assertThat(request).isNotEmpty();
        // A sign-in started elsewhere ends in this browser only with this browser's own cookie.
        var foreign = browser.get("/auth/callback?code=x&state=" + request.get("state"));
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(browser.cookies.get("vitrine_session")).isEqualTo(first);

        var again = photos();
        var start = again.get("/auth/login?next=/").locationQuery();
        again.cookies.put("vitrine_session", first);
        var answer = again.get("/auth/callback?code=" + auth.authorize(start, "sid-2") + "&state="
                + java.net.URLEncoder.encode(start.get("state"), java.nio.charset.StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Set-Cookie")).contains("vitrine_session=");
        assertThat(again.cookies.get("vitrine_session")).isNotNull().isNotEqualTo(first);
        assertThat(browser.get("/auth/session").text()).contains("\"signed_in\":false");
    }

    @Test
    void refusesACodeWithoutItsSignInAndShowsAPage() {
        var answer = photos().get("/auth/callback?code=abc&state=def", "Accept", "text/html");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("text/html");
        assertThat(answer.text()).contains("/auth/login?next=%2F");
    }

    @Test
    void saysSoWhenTheAuthServiceIsAwayAtTheLastStep() {
        var browser = photos();
        var request = browser.get("/auth/login?next=/library").locationQuery();
        var code = auth.authorize(request, "sid-3");
        auth.broken = true;

        var answer = browser.get("/auth/callback?code=" + code + "&state="
                + java.net.URLEncoder.encode(request.get("state"), java.nio.charset.StandardCharsets.UTF_8));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text()).contains("/auth/login?next=%2Flibrary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "https://photos.localhost:8080@evil.example/",
                "javascript:alert(1)",
                "/\t/evil.example",
                "/%0d%0aSet-Cookie:x=y\r\n",
                "/auth/logout",
                "evil",
                ""
            })
    void goesNowhereElse(String next) {
        var answer = signIn(photos(), "sid-4", next);

        assertThat(answer.header("Location")).isEqualTo("/");
    }

    @Test
    void isToldToUseAnotherCookieOnEachHost() {
        var photos = signedIn();
        var share = browser("share.localhost:8080");
        share.cookies.putAll(photos.cookies);

        assertThat(share.get("/auth/session").text()).contains("\"signed_in\":false");

        share.cookies.clear();
        assertThat(signIn(share, "sid-5", "/shares").header("Location")).isEqualTo("/shares");
        assertThat(share.get("/auth/session").text()).contains("\"signed_in\":true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "00000000-0000-0000-0000-000000000000",
                "00000000-0000-0000-0000-000000000000.AAAA",
                "%00%ff",
                "';drop table spring_session--"
            })
    void takesAMadeUpCookieForNone(String value) {
        var browser = photos();
        browser.cookies.put("vitrine_session", value);

        assertThat(browser.get("/auth/session").status()).isEqualTo(200);
        assertThat(browser.get("/auth/session").text()).contains("\"signed_in\":false");
        assertThat(browser.get("/api/galleries").status()).isEqualTo(200);
        assertThat(gallery.last().header("Authorization")).isNull();
    }

    @Test
    void sendsPeopleWhoRegisterBackToBeginASession() {
        var answer = photos().get("/auth/register?next=/galleries");

        assertThat(answer.header("Location")).startsWith("http://auth.localhost:8080/register?next=");
        assertThat(answer.locationQuery().get("next"))
                .isEqualTo("http://photos.localhost:8080/auth/login?next=%2Fgalleries");
    }

    @Test
    void sendsSignedInBrowsersStraightOn() {
        assertThat(signedIn().get("/auth/login?next=/library").header("Location"))
                .isEqualTo("/library");
    }

    private int sessions() {
        return jdbc.sql("select count(*) from spring_session")
                .query(Integer.class)
                .single();
    }
}
