package vitrine.journeys;

import static vitrine.journeys.Suite.auth;
import static vitrine.journeys.Suite.photos;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vitrine.journeys.Visitor.Answer;

/** An account of the running suite, with a token for scripts and a way to sign in with a browser. */
record Person(String id, String username, String email, String password, String token) {

    private static final String PASSWORD = "Quiet-harbour-42";
    private static final Pattern CSRF =
            Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"_csrf\"");

    static Person photographer() {
        return registered("photographer");
    }

    static Person client() {
        return registered("client");
    }

    static Person admin() {
        return signedIn(Suite.adminUsername(), "", Suite.adminPassword());
    }

    static Person registered(String accountType) {
        String username = accountType.charAt(0)
                + UUID.randomUUID().toString().replace("-", "").substring(0, 14);
        String email = username + "@localhost";
        Visitor.guest()
                .post(
                        photos("/api/auth/register"),
                        Map.of(
                                "username", username,
                                "email", email,
                                "password", PASSWORD,
                                "confirm_password", PASSWORD,
                                "account_type", accountType))
                .is(201);
        Visitor.guest()
                .post(photos("/api/auth/confirm"), Map.of("email", email, "code", Mailbox.codeFor(email)))
                .is(204);
        return signedIn(username, email, PASSWORD);
    }

    static Person signedIn(String username, String email, String password) {
        String token = Visitor.guest()
                .post(photos("/api/auth/login"), Map.of("username", username, "password", password))
                .is(200)
                .json()
                .path("access_token")
                .asString();
        String id = Visitor.bearing(token)
                .get(photos("/api/auth/me"))
                .is(200)
                .json()
                .path("id")
                .asString();
        return new Person(id, username, email, password, token);
    }

    Visitor script() {
        return Visitor.bearing(token);
    }

    /** Signs in through the pages, starting where the person wanted to go. */
    Answer signInWith(Visitor browser, String wanted) {
        Answer form = browser.open(photos("/auth/login?next=" + Visitor.encode(wanted)));
        return submitSignIn(browser, form, username, password);
    }

    static Answer submitSignIn(Visitor browser, Answer form, String username, String password) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("username", username);
        fields.put("password", password);
        fields.put("_csrf", csrf(form.text()));
        Answer answer = browser.form(auth("/sign-in"), fields);
        return answer.status() / 100 == 3
                ? browser.open(answer.uri().resolve(answer.header("Location")).toString())
                : answer;
    }

    static String csrf(String html) {
        Matcher matcher = CSRF.matcher(html);
        if (!matcher.find()) {
            throw new AssertionError("no CSRF field in " + html);
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
}
