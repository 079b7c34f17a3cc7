package vitrine.auth.factors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import vitrine.auth.AuthTest;
import vitrine.auth.Browser;
import vitrine.auth.People;
import vitrine.auth.People.Person;
import vitrine.auth.RelyingParty;
import vitrine.auth.RelyingParty.Tokens;

/** What applications hear of how and when somebody signed in is what happened. */
@AuthTest
class ShownFactorsTest {

    private static final String CONFIRM = "/account/security/confirm";

    @Autowired
    MockMvc mvc;

    @Autowired
    People people;

    @Autowired
    RelyingParty gateway;

    @Test
    void aCodeAfterThePasswordIsASecondFactor() throws ParseException {
        Person person = people.client();
        Browser first = signedIn(person);
        assertThat(claims(tokens(first)).getStringListClaim("amr")).containsExactly("pwd");
        App app = App.setUpIn(first);

        Browser elsewhere = signedIn(person);
        elsewhere.get("/sign-in/second-factor");
        elsewhere.submit("/sign-in/second-factor", "code", app.nextCode());
        JWTClaimsSet claims = claims(tokens(elsewhere));
        assertThat(claims.getStringListClaim("amr")).containsExactly("mfa", "otp", "pwd");
        assertThat(claims.getStringClaim("acr")).isEqualTo("urn:vitrine:acr:multi-factor");
    }

    @Test
    void aProofInBetweenCountsFromThenOnAndNotBackwards() throws ParseException {
        Browser browser = signedIn(people.client());
        Tokens before = tokens(browser);
        JWTClaimsSet first = claims(before);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() ->
                        Instant.now().isAfter(first.getIssueTime().toInstant().plusMillis(1050)));

        browser.get(CONFIRM);
        assertThat(browser.submit(CONFIRM, "password", People.PASSWORD).getStatus())
                .isEqualTo(302);

        JWTClaimsSet after = claims(tokens(browser));
        assertThat(after.getDateClaim("auth_time")).isAfter(first.getDateClaim("auth_time"));
        assertThat(after.getStringClaim("sid")).isEqualTo(first.getStringClaim("sid"));
        assertThat(claims(gateway.refresh(before.refresh())).getDateClaim("auth_time"))
                .isEqualTo(first.getDateClaim("auth_time"));
    }

    private Tokens tokens(Browser browser) {
        return gateway.redeem(gateway.code(browser, AuthTest.PHOTOS), AuthTest.PHOTOS);
    }

    private static JWTClaimsSet claims(Tokens tokens) throws ParseException {
        assertThat(tokens.status()).as(tokens.toString()).isEqualTo(200);
        return SignedJWT.parse(tokens.id()).getJWTClaimsSet();
    }

    private Browser signedIn(Person person) {
        Browser browser = new Browser(mvc);
        browser.get("/sign-in");
        browser.submit("/sign-in", "username", person.username(), "password", People.PASSWORD);
        return browser;
    }
}
