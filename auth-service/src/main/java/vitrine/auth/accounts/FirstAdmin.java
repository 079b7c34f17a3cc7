package vitrine.auth.accounts;

import com.fasterxml.uuid.Generators;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.studios.Studio;

/** Somebody has to be admin first. Once there is one, the configuration is no longer looked at. */
@Component
class FirstAdmin implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstAdmin.class);

    private final Accounts accounts;
    private final AccountEvents events;
    private final Passwords passwords;
    private final JdbcClient jdbc;
    private final Settings settings;

    FirstAdmin(Accounts accounts, AccountEvents events, Passwords passwords, JdbcClient jdbc, Settings settings) {
        this.accounts = accounts;
        this.events = events;
        this.passwords = passwords;
        this.jdbc = jdbc;
        this.settings = settings;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments args) {
        // Of several instances starting at once, one creates.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('first-admin'))")
                .query((row, n) -> n)
                .list();
        if (accounts.existsByRole(Role.ADMIN)) {
            return;
        }
        require(Names.isUsername(settings.username()), "ADMIN_USERNAME must be 3 to 50 letters, digits or _.");
        require(Names.isEmail(settings.email()), "ADMIN_EMAIL must be an email address.");
        require(
                passwords
                        .flaw(settings.password(), settings.username(), settings.email())
                        .isEmpty(),
                "ADMIN_PASSWORD must be set for the first start: at least 8 characters (at most 72 bytes) with a letter"
                        + " and a digit, and not a common one.");
        Account admin = accounts.saveAndFlush(new Account(
                Generators.timeBasedEpochGenerator().generate(),
                settings.username(),
                settings.email(),
                passwords.hash(settings.password()),
                Role.ADMIN,
                new Studio(AccountRegistration.studioName(null, settings.username())),
                Locale.ENGLISH.getLanguage()));
        events.activated(admin);
        log.info("First admin {} created", admin.username());
    }

    private static void require(boolean fulfilled, String sentence) {
        if (!fulfilled) {
            throw new IllegalStateException(sentence);
        }
    }

    @ConfigurationProperties("vitrine.first-admin")
    record Settings(String username, String email, String password) {

        @Override
        public String toString() {
            return "Settings[username=" + username + ", email=" + email + "]";
        }
    }
}
