package vitrine.auth.factors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;

@AuthTest
class PasskeyTest {

    private static final String SECOND = "/sign-in/second-factor";
    private static final String REFUSED = "/sign-in?notice=passkey";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

    @Autowired
    JdbcClient jdbc;

    @Test
    void aPasskeyAloneSignsIn() {
        Person person = people.client();
        Browser browser = signedIn(person);
        Authenticator laptop = new Authenticator();
        MockHttpServletResponse added = add(browser, laptop, "Laptop");
        assertThat(added.getStatus()).isEqualTo(200);
        assertThat(App.recoveryCodes(App.text(added))).hasSize(10);
        assertThat(App.text(browser.get("/account/security")))
                .contains("Laptop")
                .contains("not used yet");
        assertThat(People.mail(person.email(), 2).subject()).isEqualTo("A passkey was added");
        assertThat(audited(person)).contains("factor.added");

        Browser elsewhere = new Browser(mvc);
        elsewhere.get(RelyingParty.authorizeUrl(AuthTest.PHOTOS));
        elsewhere.get("/sign-in");
        String before = elsewhere.cookie("vitrine_sso");
        String options = options(elsewhere, "/sign-in/passkey/options");
        assertThat(options).contains("\"rpId\":\"auth.localhost\"").contains("\"userVerification\":\"required\"");
        assertThat(options).as("no hint at whose passkeys there are").contains("\"allowCredentials\":[]");
        MockHttpServletResponse in = elsewhere.submit("/sign-in/passkey", "credential", laptop.get(options));
        assertThat(in.getHeader("Location")).startsWith(AuthTest.AUTH + "/oauth2/authorize?");
        assertThat(elsewhere.cookie("vitrine_sso")).isNotEqualTo(before);
        var tokens = gateway.redeem(gateway.code(elsewhere, AuthTest.PHOTOS), AuthTest.PHOTOS);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(App.text(browser.get("/account/security"))).contains("Last used");

        elsewhere.get("/sign-out");
        elsewhere.submit("/sign-out");
        assertThat(gateway.refresh(tokens.refresh()).status()).isEqualTo(400);
    }

    @Test
    void aPasskeyIsTheSecondFactorToo() {
        Person person = people.client();
        Authenticator key = new Authenticator();
        add(signedIn(person), key, "Key");
        assertThat(people.login(person.username(), People.PASSWORD).type())
                .isEqualTo("urn:vitrine:problem:second-factor-required");
        Browser half = halfSignedIn(person);
        String options = options(half, SECOND + "/options");
        MockHttpServletResponse in = half.submit(SECOND + "/passkey", "credential", key.get(options));
        assertThat(in.getHeader("Location")).startsWith(AuthTest.PHOTOS);
        assertThat(half.get("/account/security").getStatus()).isEqualTo(200);
    }

    @Test
    void anothersPasskeyIsNoSecondFactor() {
        Person victim = people.client();
        Person attacker = people.client();
        Authenticator hers = new Authenticator();
        Authenticator his = new Authenticator();
        add(signedIn(victim), hers, "Hers");
        add(signedIn(attacker), his, "His");
        Browser half = halfSignedIn(victim);
        MockHttpServletResponse refused =
                half.submit(SECOND + "/passkey", "credential", his.get(options(half, SECOND + "/options")));
        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(half.get("/account/security").getHeader("Location")).endsWith("/sign-in");
        assertThat(audited(victim)).contains("sign-in.second-factor-failed");
    }

    @Test
    void lyingAuthenticatorsAreRefused() {
        Person person = people.client();
        Authenticator key = new Authenticator();
        add(signedIn(person), key, "Key");

        key.origin = "http://evil.localhost:8080";
        assertThat(alone(key)).as("another origin").isEqualTo(REFUSED);
        key.origin = AuthTest.AUTH;
        key.verifiesUser = false;
        assertThat(alone(key)).as("nobody verified").isEqualTo(REFUSED);
        key.verifiesUser = true;
        assertThat(alone(new Authenticator())).as("never registered").isEqualTo(REFUSED);
        for (String nonsense : List.of("", "{}", "[]", "{\"id\":1}", "null", "{\"response\":{}}", "x".repeat(5000))) {
            Browser browser = new Browser(mvc);
            browser.get("/sign-in");
            options(browser, "/sign-in/passkey/options");
            assertThat(browser.submit("/sign-in/passkey", "credential", nonsense)
                            .getHeader("Location"))
                    .as(nonsense)
                    .isEqualTo(REFUSED);
        }
        Browser altered = new Browser(mvc);
        altered.get("/sign-in");
        String answer = key.get(options(altered, "/sign-in/passkey/options"));
        String signature = answer.replaceAll(".*\"signature\":\"([^\"]+)\".*", "$1");
        var other = new StringBuilder(signature);
        int middle = signature.length() / 2;
        other.setCharAt(middle, signature.charAt(middle) == 'A' ? 'B' : 'A');
        assertThat(altered.submit("/sign-in/passkey", "credential", answer.replace(signature, other))
                        .getHeader("Location"))
                .as("another signature")
                .isEqualTo(REFUSED);
        assertThat(alone(key)).startsWith(AuthTest.PHOTOS);
    }

    @Test
    void anAnswerCountsOnceAndForWhatWasAsked() {
        Person person = people.client();
        Authenticator key = new Authenticator();
        Browser browser = signedIn(person);
        add(browser, key, "Key");
        Browser first = new Browser(mvc);
        first.get("/sign-in");
        String answer = key.get(options(first, "/sign-in/passkey/options"));

        Browser thief = new Browser(mvc);
        thief.get("/sign-in");
        assertThat(thief.submit("/sign-in/passkey", "credential", answer).getHeader("Location"))
                .as("asked of another browser")
                .isEqualTo(REFUSED);
        options(thief, "/sign-in/passkey/options");
        assertThat(thief.submit("/sign-in/passkey", "credential", answer).getHeader("Location"))
                .as("another challenge")
                .isEqualTo(REFUSED);
        assertThat(first.submit("/sign-in/passkey", "credential", answer).getHeader("Location"))
                .startsWith(AuthTest.PHOTOS);
        first.get("/sign-out");
        first.submit("/sign-out");
        first.get("/sign-in");
        assertThat(first.submit("/sign-in/passkey", "credential", answer).getHeader("Location"))
                .as("again")
                .isEqualTo(REFUSED);

        Browser half = halfSignedIn(person);
        String forSignIn = options(half, "/sign-in/passkey/options");
        assertThat(half.submit(SECOND + "/passkey", "credential", key.get(forSignIn))
                        .getStatus())
                .as("asked for something else")
                .isEqualTo(401);
    }

    @Test
    void anAnswerCountsOnceEvenIfItsAuthenticatorDoesNotCount() {
        Authenticator key = new Authenticator();
        key.counts = false;
        add(signedIn(people.client()), key, "Key");
        assertThat(alone(key)).startsWith(AuthTest.PHOTOS);
        assertThat(alone(key)).as("another time").startsWith(AuthTest.PHOTOS);
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        String answer = key.get(options(browser, "/sign-in/passkey/options"));
        assertThat(browser.submit("/sign-in/passkey", "credential", answer).getHeader("Location"))
                .startsWith(AuthTest.PHOTOS);
        browser.get("/sign-out");
        assertThat(browser.submit("/sign-in/passkey", "credential", answer).getHeader("Location"))
                .isEqualTo(REFUSED);
    }

    @Test
    void aCopiedKeyIsNoticedByItsCounter() {
        Person person = people.client();
        Authenticator key = new Authenticator();
        add(signedIn(person), key, "Key");
        assertThat(alone(key)).startsWith(AuthTest.PHOTOS);
        jdbc.sql("update passkey set signature_count = 1000 where account_id = ?")
                .param(person.id())
                .update();
        assertThat(alone(key)).isEqualTo(REFUSED);
    }

    @Test
    void aPasskeyBelongsToOneAccount() {
        Person owner = people.client();
        Person other = people.client();
        Authenticator key = new Authenticator();
        Browser ownerBrowser = signedIn(owner);
        add(ownerBrowser, key, "Key");
        Browser otherBrowser = signedIn(other);
        assertThat(add(otherBrowser, key, "Mine now").getStatus()).isEqualTo(422);
        assertThat(alone(key)).startsWith(AuthTest.PHOTOS);
        UUID id = jdbc.sql("select id from passkey where account_id = ?")
                .param(owner.id())
                .query(UUID.class)
                .single();

        otherBrowser.get("/account/security");
        String path = "/account/security/passkeys/" + id;
        assertThat(otherBrowser.submit(path + "/rename", "label", "Stolen").getStatus())
                .isEqualTo(404);
        assertThat(otherBrowser.submit(path + "/remove").getStatus()).isEqualTo(404);
        assertThat(otherBrowser
                        .submit("/account/security/passkeys/no-id/remove")
                        .getStatus())
                .isIn(400, 404);

        ownerBrowser.get("/account/security");
        assertThat(ownerBrowser.submit(path + "/rename", "label", "<b>Blue</b>").getHeader("Location"))
                .isEqualTo("/account/security?notice=passkey-renamed");
        assertThat(App.text(ownerBrowser.get("/account/security")))
                .contains("&lt;b&gt;Blue")
                .doesNotContain("<b>Blue");
        assertThat(ownerBrowser.submit(path + "/remove").getHeader("Location"))
                .isEqualTo("/account/security?notice=passkey-removed");
        assertThat(alone(key)).isEqualTo(REFUSED);
        assertThat(people.login(owner.username(), People.PASSWORD).status()).isEqualTo(200);
        assertThat(audited(owner)).contains("factor.removed");
        assertThat(People.mail(owner.email(), 3).subject()).isEqualTo("A passkey was removed");
    }

    @Test
    void registeringAnswersWhatThisAccountWasAsked() {
        Person person = people.client();
        Person other = people.client();
        Browser browser = signedIn(person);
        Browser otherBrowser = signedIn(other);
        browser.get("/account/security/passkeys/new");
        otherBrowser.get("/account/security/passkeys/new");
        String options = options(browser, "/account/security/passkeys/options");
        assertThat(options).contains("\"name\":\"" + person.username() + "\"");
        String made = new Authenticator().create(options);
        assertThat(otherBrowser
                        .submit("/account/security/passkeys", "label", "x", "credential", made)
                        .getStatus())
                .isEqualTo(422);
        for (String label : List.of("", "   ", "x".repeat(61), "a\u0000b")) {
            assertThat(browser.submit("/account/security/passkeys", "label", label, "credential", made)
                            .getStatus())
                    .isEqualTo(422);
        }
        assertThat(browser.submit("/account/security/passkeys", "label", "Mine", "credential", made)
                        .getStatus())
                .isEqualTo(200);
        Authenticator lazy = new Authenticator();
        lazy.verifiesUser = false;
        assertThat(add(browser, lazy, "Lazy").getStatus()).isEqualTo(422);
    }

    @Test
    void aDeactivatedAccountsPasskeyOpensNothing() {
        Person person = people.client();
        Authenticator key = new Authenticator();
        add(signedIn(person), key, "Key");
        people.call(
                org.springframework.http.HttpMethod.POST,
                "/api/admin/user/" + person.id() + "/deactivate",
                people.adminToken(),
                "");
        assertThat(alone(key)).isEqualTo(REFUSED);
    }

    @Test
    void everyCeremonyNeedsItsToken() {
        Browser browser = signedIn(people.client());
        browser.get("/account/security");
        for (String form : List.of(
                "/account/security/passkeys",
                "/account/security/passkeys/options",
                "/account/security/passkeys/" + UUID.randomUUID() + "/remove",
                "/account/security/passkeys/" + UUID.randomUUID() + "/rename",
                "/account/security/confirm/options",
                "/account/security/confirm/passkey",
                "/sign-in/passkey",
                "/sign-in/passkey/options",
                SECOND + "/passkey",
                SECOND + "/options")) {
            assertThat(browser.post(form, "made-up").getStatus()).as(form).isEqualTo(403);
        }
        Browser stranger = new Browser(mvc);
        stranger.get("/sign-in");
        assertThat(stranger.submit("/account/security/passkeys/options").getHeader("Location"))
                .endsWith("/sign-in");
        assertThat(stranger.submit(SECOND + "/options").getStatus()).isEqualTo(403);
    }

    private MockHttpServletResponse add(Browser browser, Authenticator key, String label) {
        browser.get("/account/security/passkeys/new");
        String options = options(browser, "/account/security/passkeys/options");
        return browser.submit("/account/security/passkeys", "label", label, "credential", key.create(options));
    }

    /** Where a sign-in with a passkey alone leads. */
    private String alone(Authenticator key) {
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        return String.valueOf(
                browser.submit("/sign-in/passkey", "credential", key.get(options(browser, "/sign-in/passkey/options")))
                        .getHeader("Location"));
    }

    private static String options(Browser browser, String path) {
        MockHttpServletResponse answer = browser.submit(path);
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return App.text(answer);
    }

    private List<String> audited(Person person) {
        return jdbc.sql("select action from audit_event where subject_id = ?")
                .param(person.id())
                .query(String.class)
                .list();
    }

    private MockHttpServletResponse password(Browser browser, Person person) {
        browser.get("/sign-in");
        return browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
    }

    private Browser signedIn(Person person) {
        Browser browser = new Browser(mvc);
        assertThat(password(browser, person).getHeader("Location")).startsWith(AuthTest.PHOTOS);
        return browser;
    }

    private Browser halfSignedIn(Person person) {
        Browser browser = new Browser(mvc);
        assertThat(password(browser, person).getHeader("Location")).isEqualTo(SECOND);
        browser.get(SECOND);
        return browser;
    }
}
