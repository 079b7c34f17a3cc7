package vitrine.auth.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.UriComponentsBuilder;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;

/** Signing in with another provider, honest and not. */
@AuthTest
class UpstreamSignInTest {

    private static final String BEGIN = "/sign-in/upstream/elsewhere";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Elsewhere elsewhere;

    @BeforeEach
    void honest() {
        elsewhere.lie = claims -> {};
        elsewhere.key = elsewhere.published;
    }

    @Test
    void aFirstSignInMakesAnAccountAndTheNextFindsIt() {
        String subject = newSubject();
        elsewhere.says(subject, subject + "@localhost", true, "Ana Lópe@z");
        Browser browser = new Browser(mvc);
        assertThat(location(browser.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS))))
                .endsWith("/sign-in");
        assertThat(text(browser.get("/sign-in"))).contains("Sign in with Elsewhere &amp; Co");
        String before = browser.cookie("vitrine_sso");

        MockHttpServletResponse done = signIn(browser);

        assertThat(location(done)).startsWith(AuthTest.AUTH + "/oauth2/authorize?");
        assertThat(browser.cookie("vitrine_sso")).isNotEqualTo(before);
        assertThat(location(browser.get(location(done)))).startsWith(AuthTest.PHOTOS + "/auth/callback?code=");
        assertThat(jdbc.sql("select role from account where email = ?")
                        .param(subject + "@localhost")
                        .query(String.class)
                        .single())
                .isEqualTo("USER");
        UUID account = account(subject);

        // The address may change there and be unverified: the person is known by now.
        elsewhere.says(subject, "other-" + subject + "@localhost", false, null);
        signIn(new Browser(mvc));
        assertThat(account(subject)).isEqualTo(account);
        assertThat(jdbc.sql("select count(*) from account where email = ?")
                        .param("other-" + subject + "@localhost")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aVerifiedAddressLinksTheAccountThatHasIt() {
        Person ada = people.photographer();
        String subject = newSubject();
        elsewhere.says(subject, ada.email().toUpperCase(java.util.Locale.ROOT), true, null);
        signIn(new Browser(mvc));
        assertThat(account(subject)).isEqualTo(ada.id());
    }

    @Test
    void anAddressThatIsNotVerifiedLinksNothing() {
        Person ada = people.photographer();
        String subject = newSubject();
        elsewhere.says(subject, ada.email(), false, ada.username());
        Browser browser = new Browser(mvc);
        assertRefused(browser, signIn(browser), "unverified");
        elsewhere.says(subject, null, true, ada.username());
        assertRefused(browser, signIn(browser), "unverified");
        assertThat(links(subject)).isZero();
        assertThat(text(browser.get("/sign-in?upstream=unverified"))).contains("has not verified your email address");
        assertThat(text(browser.get("/sign-in?upstream=%3Cscript%3E"))).doesNotContain("script>alert");
    }

    @Test
    void aSwitchedOffAccountStaysOff() {
        Person ada = people.client();
        String subject = newSubject();
        elsewhere.says(subject, ada.email(), true, null);
        signIn(new Browser(mvc));
        people.call(HttpMethod.POST, "/api/admin/user/" + ada.id() + "/deactivate", people.adminToken(), "");
        Browser browser = new Browser(mvc);
        assertRefused(browser, signIn(browser), "inactive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "no nonce", "issuer", "audience", "expired", "signature"})
    void aTokenThatIsNotTheAnswerSignsNobodyIn(String what) throws Exception {
        Person ada = people.photographer();
        elsewhere.says(newSubject(), ada.email(), true, null);
        elsewhere.lie = claims -> {
            switch (what) {
                case "nonce" -> claims.claim("nonce", "another");
                case "no nonce" -> claims.claim("nonce", null);
                case "issuer" -> claims.issuer("https://evil.example.org");
                case "audience" -> claims.audience("another-client");
                case "expired" -> claims.expirationTime(Date.from(Instant.now().minusSeconds(600)));
                default -> {}
            }
        };
        if (what.equals("signature")) {
            elsewhere.key = new RSAKeyGenerator(2048)
                    .keyID(elsewhere.published.getKeyID())
                    .generate();
        }
        Browser browser = new Browser(mvc);
        assertRefused(browser, signIn(browser), "failed");
    }

    @Test
    void anAnswerNeedsItsStateItsBrowserItsProviderAndComesOnce() {
        Person ada = people.photographer();
        elsewhere.says(newSubject(), ada.email(), true, null);
        Browser browser = new Browser(mvc);
        assertRefused(browser, browser.get(callback(begin(browser)).replace("state=", "state=x")), "failed");
        assertRefused(browser, browser.get(callback(begin(browser)) + "&iss=https%3A%2F%2Fevil.example.org"), "failed");
        assertRefused(browser, browser.get(callback(begin(browser)).replace("/elsewhere/", "/down/")), "failed");
        String stolen = callback(begin(browser));
        Browser eve = new Browser(mvc);
        assertRefused(eve, eve.get(stolen), "failed");

        String own = callback(begin(browser)) + "&iss=" + encoded(elsewhere.issuer());
        assertThat(location(browser.get(own))).doesNotContain("upstream=");
        assertThat(location(browser.get(own))).endsWith("upstream=failed");
    }

    @Test
    void sayingNoThereAndProvidersThatAreDownAreToldInWords() {
        Browser browser = new Browser(mvc);
        String asked = begin(browser);
        assertRefused(
                browser,
                browser.get(BEGIN + "/callback?error=access_denied&state=" + encoded(parameter(asked, "state"))),
                "denied");
        assertThat(location(browser.get("/sign-in/upstream/down"))).endsWith("/sign-in?upstream=down");
        assertThat(browser.get("/sign-in/upstream/unknown").getStatus()).isEqualTo(404);
        assertThat(browser.get("/sign-in/upstream/").getStatus()).isEqualTo(404);
    }

    @Test
    void theRequestCarriesPkceStateAndNonce() {
        String asked = begin(new Browser(mvc));
        assertThat(asked).startsWith(elsewhere.issuer() + "/authorize?");
        assertThat(parameter(asked, "code_challenge_method")).isEqualTo("S256");
        assertThat(parameter(asked, "nonce")).hasSizeGreaterThan(20);
        assertThat(parameter(asked, "state")).hasSizeGreaterThan(20);
        assertThat(parameter(asked, "redirect_uri")).isEqualTo(AuthTest.AUTH + BEGIN + "/callback");
    }

    private MockHttpServletResponse signIn(Browser browser) {
        return browser.get(callback(begin(browser)));
    }

    private String begin(Browser browser) {
        String location = location(browser.get(BEGIN));
        elsewhere.nonce = parameter(location, "nonce");
        return location;
    }

    private String callback(String asked) {
        return BEGIN + "/callback?code=" + UUID.randomUUID() + "&state=" + encoded(parameter(asked, "state"));
    }

    private void assertRefused(Browser browser, MockHttpServletResponse answer, String reason) {
        assertThat(location(answer)).endsWith("/sign-in?upstream=" + reason);
        assertThat(location(browser.get("/account/applications"))).endsWith("/sign-in");
    }

    private UUID account(String subject) {
        return jdbc.sql("select account_id from linked_identity where subject = ?")
                .param(subject)
                .query(UUID.class)
                .single();
    }

    private int links(String subject) {
        return jdbc.sql("select count(*) from linked_identity where subject = ?")
                .param(subject)
                .query(Integer.class)
                .single();
    }

    private static String newSubject() {
        return "s" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private static String parameter(String url, String name) {
        String value =
                UriComponentsBuilder.fromUriString(url).build().getQueryParams().getFirst(name);
        return value == null ? "" : java.net.URLDecoder.decode(value, StandardCharsets.UTF_8);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String location(MockHttpServletResponse response) {
        return String.valueOf(response.getHeader("Location"));
    }

    private static String text(MockHttpServletResponse response) {
        try {
            return response.getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new AssertionError(e);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Parties {

        @Bean
        static Elsewhere elsewhere() throws Exception {
            return new Elsewhere();
        }

        @Bean
        static DynamicPropertyRegistrar providers(Elsewhere elsewhere) {
            return registry -> {
                registry.add("upstream.elsewhere.issuer", elsewhere::issuer);
                registry.add("upstream.elsewhere.client-id", () -> "vitrine");
                registry.add("upstream.elsewhere.client-secret", () -> "secret");
                registry.add("upstream.elsewhere.label", () -> "Elsewhere & Co");
                registry.add("upstream.down.issuer", () -> "http://127.0.0.1:9");
                registry.add("upstream.down.client-id", () -> "vitrine");
            };
        }
    }

    /** An OpenID provider that says whatever a test wants. */
    static class Elsewhere {

        private final HttpServer server;
        final RSAKey published;
        volatile RSAKey key;
        volatile String nonce = "";
        volatile Consumer<JWTClaimsSet.Builder> lie = claims -> {};
        private volatile Consumer<JWTClaimsSet.Builder> person = claims -> {};

        Elsewhere() throws Exception {
            published = new RSAKeyGenerator(2048).keyID("elsewhere-1").generate();
            key = published;
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext(
                    "/.well-known/openid-configuration", exchange -> answer(exchange, """
                            {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                             "jwks_uri":"%1$s/jwks","response_types_supported":["code"],"subject_types_supported":["public"],
                             "id_token_signing_alg_values_supported":["RS256"]}""".formatted(issuer())));
            server.createContext("/jwks", exchange -> answer(exchange, new JWKSet(published.toPublicJWK()).toString()));
            server.createContext("/token", exchange -> answer(exchange, """
                    {"access_token":"a","token_type":"Bearer","expires_in":60,"id_token":"%s"}""".formatted(idToken())));
            server.start();
        }

        String issuer() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        void says(String subject, String email, boolean verified, String name) {
            person = claims -> claims.subject(subject)
                    .claim("email", email)
                    .claim("email_verified", verified)
                    .claim("preferred_username", name);
        }

        private String idToken() {
            var claims = new JWTClaimsSet.Builder()
                    .issuer(issuer())
                    .audience("vitrine")
                    .issueTime(Date.from(Instant.now().minusSeconds(1)))
                    .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                    .claim("nonce", nonce);
            person.accept(claims);
            lie.accept(claims);
            try {
                var token = new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(key.getKeyID())
                                .build(),
                        claims.build());
                token.sign(new RSASSASigner(key));
                return token.serialize();
            } catch (com.nimbusds.jose.JOSEException e) {
                throw new AssertionError(e);
            }
        }

        private static void answer(HttpExchange exchange, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }
}
