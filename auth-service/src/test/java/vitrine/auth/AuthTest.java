package vitrine.auth;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import vitrine.devservices.TestBroker;
import vitrine.devservices.TestDatabase;
import vitrine.devservices.TestMailbox;

/** The whole service on a real database, broker and mail server; one context for all tests that use it. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vitrine.auth.key-secret=a-key-secret-for-tests-only-0123456789",
            "vitrine.gateway-client.secret=" + AuthTest.CLIENT_SECRET,
            "vitrine.first-admin.password=" + AuthTest.ADMIN_PASSWORD,
            "vitrine.passwords.cost=" + AuthTest.HASH_COST,
            "vitrine.mail.every=20ms",
            "vitrine.backchannel.allowed-networks=127.0.0.0/8",
            "springdoc.api-docs.enabled=true",
            "springdoc.paths-to-match=/api/**",
            "logging.structured.format.console="
        })
@AutoConfigureMockMvc
@Import(TestParties.class)
@TestDatabase
@TestBroker
@TestMailbox
public @interface AuthTest {

    String CLIENT_SECRET = "gateway-client-secret-for-tests-0123456789";
    String ADMIN_PASSWORD = "Quiet-Harbour-7";
    /** Hundreds of accounts are made, and signed in to, that nobody attacks; {@code PasswordsTest} looks at the real cost. */
    int HASH_COST = 5;

    String AUTH = "http://auth.localhost:8080";
    String PHOTOS = "http://photos.localhost:8080";
}
