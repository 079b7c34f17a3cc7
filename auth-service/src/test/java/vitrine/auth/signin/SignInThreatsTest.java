package vitrine.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.RelyingParty;
import vitrine.auth.RelyingParty.Tokens;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.accounts.NotedPasswords;
import vitrine.auth.accounts.Registrations;
import vitrine.auth.accounts.SignInFailures;
import vitrine.auth.audit.AuditLog;

@AuthTest
class SignInThreatsTest {

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

    @Autowired
    JWKSource<SecurityContext> keys;

    @Autowired
    Accounts accounts;

    @Autowired
    Registrations registrations;

    @Autowired
    SignInFailures failures;

    @Autowired
    PasswordUpgrade upgrade;

    @Autowired
    AuditLog audit;

    @Autowired
    JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "/\\evil.example",
                "\\/evil.example",
                "https://evil.example/",
                "http://photos.localhost:8080@evil.example/",
                "http://photos.localhost:8080.evil.example/",
                "http://photos.localhost:80801/",
                "http://photos.localhost:8080//evil.example",
                "http://photos.localhost:8080\\evil.example",
                "https://good@evil/",
                "javascript:alert(1)",
                "/a b",
                "/a\r\nSet-Cookie:x=y"
            })
    void nextLeadsToNoForeignHost(String next) {
        Browser browser = new Browser(mvc);
        browser.get("/sign-in?next="
                + java.net.URLEncoder.encode(next, StandardCharsets.UTF_8).replace("+", "%20"));

        MockHttpServletResponse signedIn =
                browser.submit("/sign-in", "username", "admin", "password", AuthTest.ADMIN_PASSWORD);

        assertThat(signedIn.getHeader("Location")).isEqualTo(AuthTest.PHOTOS + "/auth/login?next=%2F");
    }

    @Test
    void aForeignRedirectUriIsRefusedWithoutARedirect() {
        for (String uri : List.of(
                "https://evil.example/auth/callback",
                AuthTest.PHOTOS + "/auth/callback/../../evil",
                AuthTest.PHOTOS + "@evil.example/auth/callback",
                AuthTest.PHOTOS + "/other")) {
            MockHttpServletResponse answer =
                    new Browser(mvc).get(RelyingParty.authorizeUrl(Map.of("redirect_uri", uri)));
            assertThat(answer.getStatus()).as(uri).isEqualTo(400);
            assertThat(answer.getHeader("Location")).isNull();
        }
    }

    @Test
    void pkceIsRequired() {
        Browser browser = signedInAdmin();
        String url = RelyingParty.authorizeUrl(Map.of()).replaceAll("&?code_challenge[^&]*", "");
        assertThat(browser.get(url).getHeader("Location"))
                .startsWith(AuthTest.PHOTOS + "/auth/callback?error=invalid_request");
    }

    @Test
    void sessionAndCsrfTokenChangeAtSignIn() {
        Browser browser = new Browser(mvc);
        browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS));
        browser.get("/sign-in");
        String session = browser.cookie("vitrine_sso");
        String csrf = browser.csrf();

        MockHttpServletResponse signedIn =
                browser.submit("/sign-in", "username", "admin", "password", AuthTest.ADMIN_PASSWORD);

        assertThat(browser.cookie("vitrine_sso")).isNotBlank().isNotEqualTo(session);
        assertThat(signedIn.getHeader("Set-Cookie")).contains("HttpOnly").contains("SameSite=Lax");
        Browser thief = new Browser(mvc);
        thief.setCookie("vitrine_sso", session);
        assertThat(thief.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS)).getHeader("Location"))
                .endsWith("/sign-in");
        assertThat(browser.post("/sign-out", csrf).getStatus()).isEqualTo(403);
    }

    @Test
    void everyFormNeedsItsToken() {
        for (String form : List.of(
                "/sign-in",
                "/register",
                "/confirm",
                "/confirm/resend",
                "/forgot-password",
                "/reset-password",
                "/sign-out")) {
            assertThat(new Browser(mvc).post(form, "").getStatus()).as(form).isEqualTo(403);
            assertThat(signedInAdmin().post(form, "made-up").getStatus())
                    .as(form)
                    .isEqualTo(403);
        }
    }

    @Test
    void programsSignInWithJsonAlone() {
        Browser form = new Browser(mvc);
        assertThat(form.post("/api/auth/login", "", "username", "admin", "password", AuthTest.ADMIN_PASSWORD)
                        .getStatus())
                .isEqualTo(415);
    }

    @Test
    void unknownNamesAndWrongPasswordsSoundTheSame() {
        var known = people.login("admin", "Wrong-Password-1");
        var unknown = people.login("nobody_at_all", "Wrong-Password-1");
        var unknownMail = people.login("nobody@example.org", "Wrong-Password-1");

        assertThat(known.status()).isEqualTo(401);
        assertThat(known.type()).isEqualTo("urn:vitrine:problem:bad-credentials");
        assertThat(withoutTrace(unknown)).isEqualTo(withoutTrace(known));
        assertThat(withoutTrace(unknownMail)).isEqualTo(withoutTrace(known));
    }

    @Test
    void anUnknownNameTakesAsLongAsAKnownOne() {
        // Hashing dominates by far: without the dummy hash the unknown name would answer at once.
        var passwords = new NotedPasswords(AuthTest.HASH_COST);
        var signIn = new PasswordSignIn(accounts, registrations, passwords, failures, upgrade, audit);
        List<String> names = List.of("admin", People.newName(), People.newName() + "@localhost");
        for (String name : names) {
            assertThatThrownBy(() -> signIn.signIn(name, "Wrong-Password-2"))
                    .isInstanceOf(PasswordSignIn.BadCredentials.class);
        }
        assertThat(passwords.compared())
                .hasSameSizeAs(names)
                .allSatisfy(hash -> assertThat(hash).startsWith("{bcrypt}$2a$05$"));
        jdbc.sql("delete from sign_in_failures").update();
    }

    @Test
    void manyFailuresPauseKnownAndUnknownNames() {
        for (String name : List.of(people.client().username(), People.newName())) {
            jdbc.sql("delete from sign_in_failures").update();
            people.login(name, "Wrong-Password-3");
            jdbc.sql("update sign_in_failures set failures = 9").update();
            assertThat(people.login(name, "Wrong-Password-3").status()).isEqualTo(401);
            var locked = people.login(name, People.PASSWORD);
            assertThat(locked.type()).isEqualTo("urn:vitrine:problem:locked");
            assertThat(locked.status()).isEqualTo(403);
            assertThat(locked.response().getHeader("Retry-After")).isNotBlank();
        }
    }

    @Test
    void withoutTheCountOfFailuresNobodySignsIn() {
        jdbc.sql("alter table sign_in_failures rename to sign_in_failures_away").update();
        try {
            var answer = people.login("admin", AuthTest.ADMIN_PASSWORD);
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body().toString())
                    .doesNotContain("sign_in_failures")
                    .doesNotContain("access_token");
        } finally {
            jdbc.sql("alter table sign_in_failures_away rename to sign_in_failures")
                    .update();
        }
    }

    @Test
    void aMegabyteOfPasswordIsRefusedFastAndNotEchoed() {
        String huge = "x1".repeat(500_000);
        long start = System.nanoTime();
        var login = people.login("admin", huge);
        var register = people.post(
                "/api/auth/register",
                "username",
                People.newName(),
                "email",
                "huge@localhost",
                "password",
                huge,
                "confirm_password",
                huge,
                "account_type",
                "client");
        var reset = people.post("/api/reset-password", "token", "t", "password", huge, "confirm_password", huge);

        for (var answer : List.of(login, register, reset)) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.type()).isEqualTo("urn:vitrine:problem:validation");
            assertThat(answer.body().toString()).doesNotContain("x1x1").hasSizeLessThan(1000);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void forgedTokensAreRefused() throws Exception {
        String genuine = people.adminToken();
        RSAKey signing = (RSAKey) keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                .getFirst();
        JWTClaimsSet claims = SignedJWT.parse(genuine).getJWTClaimsSet();

        assertThat(me(genuine)).isEqualTo(200);
        assertThat(me(signed(signing, claims, builder -> {}))).isEqualTo(200);
        assertThat(me(new PlainJWT(claims).serialize())).isEqualTo(401);
        var hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(signing.getKeyID())
                        .build(),
                claims);
        hmac.sign(new MACSigner(signing.toRSAPublicKey().getEncoded()));
        assertThat(me(hmac.serialize())).isEqualTo(401);
        assertThat(me(signed(signing, claims, builder -> builder.issuer("http://evil.example"))))
                .isEqualTo(401);
        assertThat(me(signed(signing, claims, builder -> builder.audience("gateway"))))
                .isEqualTo(401);
        assertThat(me(signed(
                        signing,
                        claims,
                        builder ->
                                builder.expirationTime(Date.from(Instant.now().minusSeconds(20))))))
                .isEqualTo(401);
        assertThat(me(signed(signing, claims, builder -> builder.subject("not-a-uuid"))))
                .isEqualTo(401);
        assertThat(me(genuine.substring(0, genuine.length() - 5) + "AAAAA")).isEqualTo(401);
        assertThat(me("")).isEqualTo(401);
        assertThat(me("garbage")).isEqualTo(401);
    }

    @Test
    void aCodeIsWorthOneRedemption() throws Exception {
        Browser browser = signedInAdmin();
        String code = gateway.code(browser, AuthTest.PHOTOS);

        List<Tokens> answers = atOnce(4, () -> gateway.redeem(code, AuthTest.PHOTOS));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        Tokens winner = answers.stream()
                .filter(answer -> answer.status() == 200)
                .findFirst()
                .orElseThrow();
        // The replay revoked what the code had brought.
        assertThat(gateway.refresh(winner.refresh()).status()).isEqualTo(400);
    }

    @Test
    void aRefreshTokenIsWorthOneRedemption() throws Exception {
        Browser browser = signedInAdmin();
        Tokens first = gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);

        List<Tokens> answers = atOnce(4, () -> gateway.refresh(first.refresh()));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
    }

    @Test
    void aCodeNeedsItsVerifier() {
        Tokens answer = gateway.token(
                "grant_type",
                "authorization_code",
                "code",
                gateway.code(signedInAdmin(), AuthTest.PHOTOS),
                "redirect_uri",
                AuthTest.PHOTOS + "/auth/callback",
                "code_verifier",
                "another-verifier-another-verifier-another-verifier");
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA\u0000", "../../etc", "00000000-0000-0000-0000-000000000000", "%00", "ä"})
    void aCookieThatIsNoneMeansSignedOut(String value) {
        Browser browser = new Browser(mvc);
        browser.setCookie("vitrine_sso", value);
        assertThat(browser.get("/sign-in").getStatus()).isEqualTo(200);
        assertThat(browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS)).getHeader("Location"))
                .endsWith("/sign-in");
    }

    @Test
    void strangeNamesAreUnknownNames() {
        for (String name : List.of("a\u0000b", "admin'--", "😀".repeat(50), "%", "admin@@localhost")) {
            assertThat(people.login(name, "Wrong-Password-4").status()).as(name).isEqualTo(401);
        }
    }

    @Test
    void pagesCarryTheirHeaders() {
        MockHttpServletResponse page = new Browser(mvc).get("/sign-in");

        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'")
                .contains("form-action 'self' http://photos.localhost:8080 http://share.localhost:8080")
                .doesNotContain("unsafe");
        assertThat(page.getHeader("X-Frame-Options")).isEqualTo("SAMEORIGIN");
        assertThat(page.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.getHeader("Referrer-Policy")).isEqualTo("strict-origin-when-cross-origin");
        assertThat(page.getHeader("Cache-Control")).contains("no-store");
    }

    @Test
    void pagesSpeakTheReadersLanguage() throws Exception {
        Browser browser = new Browser(mvc);
        assertThat(browser.get("/sign-in").getContentAsString())
                .contains("<html lang=\"en\"")
                .contains("Welcome back");
        assertThat(browser.get("/sign-in?lang=de").getContentAsString())
                .contains("<html lang=\"de\"")
                .contains("Willkommen zurück");
        assertThat(browser.get("/register").getContentAsString()).contains("Konto anlegen");
        assertThat(browser.get("/sign-in?lang=xx").getContentAsString()).contains("Willkommen zurück");
    }

    @Test
    void unknownRoutesAreProblemsForProgramsAndPagesForPeople() throws Exception {
        var api = people.call(HttpMethod.GET, "/api/nothing", "", "");
        assertThat(api.status()).isEqualTo(404);
        assertThat(api.type()).isEqualTo("urn:vitrine:problem:not-found");
        assertThat(people.call(HttpMethod.GET, "/api/nothing", people.adminToken(), "")
                        .status())
                .isEqualTo(404);
        assertThat(people.call(HttpMethod.POST, "/api/auth/login", "", "{\"username\": ")
                        .type())
                .isEqualTo("urn:vitrine:problem:malformed-request");
        assertThat(new Browser(mvc).get("/nothing").getStatus()).isEqualTo(404);
        assertThat(people.call(HttpMethod.GET, "/userinfo", "", "").status()).isEqualTo(401);
    }

    private int me(String token) {
        return people.get("/api/auth/me", token).status();
    }

    private Browser signedInAdmin() {
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        browser.submit("/sign-in", "username", "admin", "password", AuthTest.ADMIN_PASSWORD);
        browser.get("/sign-out");
        return browser;
    }

    private static String signed(RSAKey key, JWTClaimsSet claims, Consumer<JWTClaimsSet.Builder> change)
            throws Exception {
        var builder = new JWTClaimsSet.Builder(claims);
        change.accept(builder);
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), builder.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String withoutTrace(People.Answer answer) {
        return answer.status() + answer.body().toString().replaceAll("\"trace_id\":\"[^\"]*\"", "");
    }

    private static <T> List<T> atOnce(int count, Callable<T> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(count)) {
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> result : threads.invokeAll(java.util.Collections.nCopies(count, call))) {
                results.add(result.get());
            }
            return results;
        }
    }
}
