package vitrine.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BackChannelLogoutTest extends GatewayTest {

    private JWTClaimsSet.Builder logout(String sid) {
        return new JWTClaimsSet.Builder()
                .issuer(FakeAuth.ISSUER)
                .audience("gateway")
                .subject(FakeAuth.ACCOUNT.toString())
                .claim("sid", sid)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(120)))
                .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
    }

    private int deliver(String token) {
        return browser("127.0.0.1:" + port)
                .post(
                        "/auth/backchannel-logout",
                        "logout_token=" + token,
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .status();
    }

    @Test
    void endsEverySessionOfThatSignIn() {
        var photos = photos();
        var share = browser("share.localhost:8080");
        var other = signedIn();
        signIn(photos, "sid-shared", "/");
        signIn(share, "sid-shared", "/");

        assertThat(deliver(auth.sign("logout+jwt", logout("sid-shared").build())))
                .isEqualTo(200);

        assertThat(photos.get("/auth/session").text()).contains("\"signed_in\":false");
        assertThat(share.get("/auth/session").text()).contains("\"signed_in\":false");
        assertThat(other.get("/auth/session").text()).contains("\"signed_in\":true");
    }

    @Test
    void happensOncePerToken() {
        var token = auth.sign("logout+jwt", logout("sid-none").build());

        assertThat(deliver(token)).isEqualTo(200);
        assertThat(deliver(token)).isEqualTo(400);
    }

    @Test
    void refusesEverythingElse() {
        var browser = photos();
        signIn(browser, "sid-kept", "/");
        var good = logout("sid-kept").build();
        var stale = Date.from(Instant.now().minusSeconds(600));

        assertThat(deliver("")).isEqualTo(400);
        assertThat(deliver("a.b.c")).isEqualTo(400);
        assertThat(deliver(FakeAuth.sign(FakeAuth.newKey(), "logout+jwt", good)))
                .isEqualTo(400);
        assertThat(deliver(auth.sign("at+jwt", good))).isEqualTo(400);
        assertThat(deliver(auth.sign(
                        "logout+jwt", logout("sid-kept").issuer("http://evil").build())))
                .isEqualTo(400);
        assertThat(deliver(auth.sign(
                        "logout+jwt", logout("sid-kept").audience("other").build())))
                .isEqualTo(400);
        assertThat(deliver(auth.sign(
                        "logout+jwt", logout("sid-kept").claim("nonce", "n").build())))
                .isEqualTo(400);
        assertThat(deliver(auth.sign(
                        "logout+jwt",
                        logout("sid-kept").claim("events", Map.of()).build())))
                .isEqualTo(400);
        assertThat(deliver(auth.sign(
                        "logout+jwt", logout("sid-kept").issueTime(stale).build())))
                .isEqualTo(400);
        assertThat(deliver(
                        auth.sign("logout+jwt", logout("sid-kept").jwtID(null).build())))
                .isEqualTo(400);
        assertThat(browser.get("/auth/session").text()).contains("\"signed_in\":true");
    }
}
