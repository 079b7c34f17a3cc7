package vitrine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignOutTest extends GatewayTest {

    @Test
    void endsTheSessionAndGoesToTheAuthHost() {
        var browser = signedIn();
        browser.get("/auth/session");

        var answer = browser.post("/auth/logout", "", "X-XSRF-TOKEN", browser.cookies.get("XSRF-TOKEN"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains("http://auth.localhost:8080/connect/logout?id_token_hint=", "post_logout_redirect_uri");
        assertThat(browser.cookies).doesNotContainKey("vitrine_session");
    }

    @Test
    void needsTheToken() {
        var browser = signedIn();

        assertThat(browser.post("/auth/logout", "").status()).isEqualTo(403);
        assertThat(browser.get("/auth/logout").header("Location")).isEqualTo("/sign-out");
        assertThat(browser.get("/auth/session").text()).contains("\"signed_in\":true");
    }

    @Test
    void followsAFormWithARedirect() {
        var browser = signedIn();
        browser.get("/auth/session");

        var answer = browser.post(
                "/auth/logout",
                "_csrf=" + browser.cookies.get("XSRF-TOKEN"),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-XSRF-TOKEN",
                browser.cookies.get("XSRF-TOKEN"),
                "Accept",
                "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(answer.status()).isEqualTo(303);
    }
}
