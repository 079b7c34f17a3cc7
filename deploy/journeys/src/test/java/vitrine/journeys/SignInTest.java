package vitrine.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static vitrine.journeys.Suite.auth;
import static vitrine.journeys.Suite.photos;
import static vitrine.journeys.Suite.share;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sign-in by browser and script, and rows 21 to 23, 27 to 29 and 33 of the threats. */
class SignInTest {

    private static Person person;

    @BeforeAll
    static void somebody() {
        person = Person.photographer();
    }

    @Test
    void oneSignInServesEverySubdomainAndOneSignOutEndsThemAll() {
        var browser = Visitor.guest();
        person.signInWith(browser, "/galleries");
        assertThat(signedIn(browser, photos("/auth/session"))).isTrue();
        browser.get(photos("/auth/me")).is(200);
        browser.get(photos("/api/galleries")).is(200);

        var onShare = browser.open(share("/auth/login?next=/"));
        assertThat(onShare.text()).doesNotContain("name=\"password\"");
        assertThat(signedIn(browser, share("/auth/session"))).isTrue();

        browser.post(share("/auth/logout"), "{}").isProblem(403, "csrf");
        browser.get(share("/auth/logout"));
        assertThat(signedIn(browser, share("/auth/session"))).isTrue();
        var out = browser.with("X-XSRF-TOKEN", csrf(browser, share(""))).post(share("/auth/logout"), "{}");
        assertThat(out.status()).isIn(200, 303, 302);
        String next = out.status() == 200 ? out.json().path("location").asString() : out.header("Location");
        browser.open(next);
        assertThat(signedIn(browser, share("/auth/session"))).isFalse();
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(10))
                .until(() -> !signedIn(browser, photos("/auth/session")));
        browser.get(photos("/api/galleries")).isProblem(401, "unauthorized");
        assertThat(browser.open(photos("/auth/login?next=/")).text()).contains("name=\"password\"");
    }

    @Test
    void row21NextLeadsToOwnPathsOnly() {
        for (String evil : List.of(
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "https://photos.localhost@evil.example/",
                "\\\\evil",
                "javascript:alert(1)",
                "/%0d%0aLocation:https://evil.example")) {
            var browser = Visitor.guest();
            var landed = person.signInWith(browser, evil);
            assertThat(landed.uri().getHost()).as(evil).isEqualTo("photos.localhost");
        }
        var foreign = Visitor.guest()
                .get(auth("/oauth2/authorize?response_type=code&client_id=gateway&scope=openid&redirect_uri="
                        + Visitor.encode("https://photos.localhost@evil.example/auth/callback")));
        assertThat(foreign.header("Location")).doesNotContain("evil");
        assertThat(foreign.status()).isIn(400, 302);
    }

    @Test
    void row22SessionIdsChangeAtSignIn() {
        var browser = Visitor.guest();
        var form = browser.open(photos("/auth/login?next=/"));
        String before = browser.cookie("auth.localhost", "vitrine_sso");
        String gatewayBefore = browser.cookie("photos.localhost", "vitrine_session");
        Person.submitSignIn(browser, form, person.username(), person.password());
        assertThat(browser.cookie("auth.localhost", "vitrine_sso")).isNotEmpty().isNotEqualTo(before);
        assertThat(browser.cookie("photos.localhost", "vitrine_session"))
                .isNotEmpty()
                .isNotEqualTo(gatewayBefore);
    }

    @Test
    void row23ForeignSitesCanChangeNothing() {
        var browser = Visitor.guest();
        person.signInWith(browser, "/");
        browser.post(photos("/api/galleries"), Map.of("name", "forged")).isProblem(403, "csrf");
        var foreign =
                Map.of("Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site", "Content-Type", "text/plain");
        for (String url : List.of(
                photos("/api/galleries"),
                photos("/api/auth/login"),
                photos("/auth/logout"),
                photos("/api/auth/register"))) {
            var answer =
                    Visitor.guest().send("POST", url, java.net.http.HttpRequest.BodyPublishers.ofString("{}"), foreign);
            assertThat(answer.status()).as(url).isEqualTo(403);
        }
        var signIn = Visitor.guest()
                .form(auth("/sign-in"), Map.of("username", person.username(), "password", person.password()));
        assertThat(signIn.status()).isEqualTo(403);
        assertThat(Visitor.guest()
                        .send(
                                "POST",
                                photos("/api/auth/login"),
                                java.net.http.HttpRequest.BodyPublishers.ofString("username=a&password=b"),
                                Map.of("Content-Type", "application/x-www-form-urlencoded"))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void row27ForgedTokensAreRefused() throws JOSEException, ParseException {
        JsonNode jwks = Visitor.guest().get(auth("/oauth2/jwks")).is(200).json();
        RSAKey key = RSAKey.parse(jwks.path("keys").get(0).toString());
        var claims = new JWTClaimsSet.Builder(SignedJWT.parse(person.token()).getJWTClaimsSet());
        var withPublicKey = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims.build());
        withPublicKey.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        String[] parts = person.token().split("\\.");
        var tokens = List.of(
                withPublicKey.serialize(),
                new PlainJWT(claims.build()).serialize(),
                parts[0] + "." + parts[1] + ".",
                parts[0] + "."
                        + java.util.Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(claims.claim("roles", List.of("admin"))
                                        .expirationTime(Date.from(Instant.now().plusSeconds(9000)))
                                        .build()
                                        .toString()
                                        .getBytes())
                        + "." + parts[2],
                "x.y.z",
                "a".repeat(3000));
        for (String token : tokens) {
            for (String path : List.of("/api/galleries", "/api/shares", "/api/auth/me", "/api/admin/users")) {
                Visitor.bearing(token).get(photos(path)).isProblem(401, "unauthorized");
            }
        }
    }

    @Test
    void row28BrokenCookiesAndHeadersMeanSignedOut() {
        for (String cookie : List.of(
                "vitrine_session=%%%",
                "vitrine_session=" + "A".repeat(3000),
                "vitrine_session=\u00e9\u00ff",
                "=;;;=",
                "vitrine_session=" + UUID.randomUUID() + "; XSRF-TOKEN=x")) {
            var answer = Visitor.guest().get(photos("/auth/session"), Map.of("Cookie", cookie));
            assertThat(answer.status()).as(cookie).isIn(200, 400);
            assertThat(Visitor.guest()
                            .get(photos("/api/galleries"), Map.of("Cookie", cookie))
                            .status())
                    .isIn(400, 401);
        }
        assertThat(Visitor.guest()
                        .get(photos("/"), Map.of("X-Long", "x".repeat(60_000)))
                        .status())
                .isIn(400, 413, 431);
        assertThat(Visitor.guest()
                        .get(auth("/sign-in"), Map.of("Cookie", "vitrine_sso=%00\"\\"))
                        .status())
                .isIn(200, 400);
    }

    @Test
    void row29ForwardedHeadersOfStrangersAreIgnored() {
        var spoof = Map.of(
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-For",
                "6.6.6.6",
                "X-Forwarded-Port",
                "444",
                "Forwarded",
                "host=evil.example;proto=https");
        var login = Visitor.guest().get(photos("/auth/login?next=/"), spoof);
        assertThat(login.header("Location")).doesNotContain("evil").startsWith("http://");
        var page = Visitor.guest().get(auth("/sign-in"), spoof);
        assertThat(page.status()).isLessThan(500);
        assertThat(page.text()).doesNotContain("evil.example");
        var discovery = Visitor.guest()
                .get(auth("/.well-known/openid-configuration"), spoof)
                .is(200);
        assertThat(discovery.json().path("issuer").asString()).isEqualTo(auth(""));
    }

    @Test
    void row30OnlyTheExactPathExists() {
        for (String path : List.of("/API/Login", "/api/Login", "/api/auth/login/", "/api/auth/login.")) {
            assertThat(Visitor.guest()
                            .post(photos(path), Map.of("username", "a", "password", "b"))
                            .status())
                    .as(path)
                    .isIn(404, 405);
        }
    }

    @Test
    void row24AnUnknownNameOrAddressTakesAsLongAsAKnownOne() {
        var known = Person.client();
        assertThat(ratio(
                        () -> Visitor.guest()
                                .post(photos("/api/auth/login"), Map.of("username", known.username(), "password", "x"))
                                .is(401),
                        () -> Visitor.guest()
                                .post(photos("/api/auth/login"), Map.of("username", "nobody_here", "password", "x"))
                                .is(401)))
                .isBetween(0.6, 1.6);
        // Hashing makes these slow too, or else both are quick and the letter decides.
        assertThat(ratio(() -> register(known.email()), () -> register("free-" + UUID.randomUUID() + "@localhost")))
                .isBetween(0.6, 1.6);
        assertThat(ratio(
                        () -> Visitor.guest()
                                .post(photos("/api/forgot-password"), Map.of("email", known.email()))
                                .is(202),
                        () -> Visitor.guest()
                                .post(photos("/api/forgot-password"), Map.of("email", "nobody-" + known.email()))
                                .is(202)))
                .isBetween(0.4, 2.5);
    }

    private static void register(String email) {
        String password = "Quiet-harbour-42";
        Visitor.guest()
                .post(
                        photos("/api/auth/register"),
                        Map.of(
                                "username", "r" + UUID.randomUUID().toString().substring(0, 8),
                                "email", email,
                                "password", password,
                                "confirm_password", password,
                                "account_type", "client"))
                .is(201);
    }

    /** The fastest of several, taken in turns, so that a busy moment does not fall on one side alone. */
    private static double ratio(Runnable known, Runnable unknown) {
        long[] fastest = {Long.MAX_VALUE, Long.MAX_VALUE};
        for (int i = 0; i < 6; i++) {
            int side = 0;
            for (Runnable call : List.of(known, unknown)) {
                long start = System.nanoTime();
                call.run();
                fastest[side] = Math.min(fastest[side], System.nanoTime() - start);
                side++;
            }
        }
        return (double) fastest[1] / fastest[0];
    }

    @Test
    void row33ParallelRequestsAllSucceedWhileTheTokenIsRenewed() throws Exception {
        var somebody = Person.photographer();
        var admin = Person.admin().script();
        var browser = Visitor.guest();
        somebody.signInWith(browser, "/");
        String former = somebody.token();
        for (String role : List.of("user", "photographer")) {
            // Another role voids the tokens from before, the browser's too: its session needs a new one now.
            admin.post(photos("/api/admin/user/" + somebody.id() + "/role"), Map.of("role", role))
                    .is(200);
            String outdated = former;
            org.awaitility.Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(5))
                    .until(() -> Visitor.bearing(outdated)
                                    .get(photos("/api/galleries"))
                                    .status()
                            == 401);
            try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Callable<Integer>> requests = IntStream.range(0, 60)
                        .mapToObj(i -> (Callable<Integer>)
                                () -> browser.get(photos(i % 2 == 0 ? "/api/galleries" : "/api/auth/me"))
                                        .status())
                        .toList();
                for (var request : pool.invokeAll(requests)) {
                    assertThat(request.get()).as(role).isEqualTo(200);
                }
            }
            assertThat(signedIn(browser, photos("/auth/session"))).isTrue();
            former = Person.signedIn(somebody.username(), somebody.email(), somebody.password())
                    .token();
        }
    }

    private static boolean signedIn(Visitor browser, String url) {
        return browser.get(url).is(200).json().path("signed_in").asBoolean();
    }

    private static String csrf(Visitor browser, String origin) {
        browser.get(origin + "/auth/session");
        return browser.cookie(java.net.URI.create(origin).getHost(), "XSRF-TOKEN");
    }
}
