package vitrine.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import vitrine.auth.hosts.PublicHosts;

/** Passwords at the cost that the service has when nobody sets one: what other tests save is looked at here. */
class PasswordsTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withInitializer(new ConfigDataApplicationContextInitializer())
            .withUserConfiguration(Kept.class);

    @Test
    void passwordsAreKeptAsBcryptOfCostTwelve() {
        service.run(context -> assertThat(context.getBean(Passwords.class).hash("Copper-Lantern-42"))
                .startsWith("{bcrypt}$2a$12$"));
    }

    @Test
    void nobodysPasswordTakesAsLongAsAWrongOne() {
        service.run(context -> {
            var passwords =
                    new NotedPasswords(context.getBean(Passwords.Hashing.class).cost());
            String hash = passwords.hash("Copper-Lantern-42");
            assertThat(passwords.matches("Wrong-Password-2", hash)).isFalse();
            assertThat(passwords.matches("Wrong-Password-2", null)).isFalse();
            // Both are whole hashes of one cost; a clock would only tell how busy the machine is.
            assertThat(passwords.compared())
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(each).startsWith("{bcrypt}$2a$12$"))
                    .allSatisfy(each -> assertThat(each).hasSameSizeAs(hash));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "12, example.org, true",
        "16, example.org, true",
        "11, example.org, false",
        "4, localhost, true",
        "4, test.localhost, true",
        "4, notlocalhost, false",
        "3, localhost, false",
        "17, localhost, false"
    })
    void aCostThatProtectsNothingStopsTheStartWhereStrangersCanSignIn(int cost, String domain, boolean starts) {
        // The cost alone is looked at before anything is hashed, which at 16 takes seconds.
        if (starts && cost > 12) {
            new Passwords.Hashing(cost).refuseWeak(new PublicHosts("https", domain, 443));
            return;
        }
        service.withPropertyValues("PASSWORD_HASH_COST=" + cost, "vitrine.public.domain=" + domain)
                .run(context -> {
                    if (starts) {
                        assertThat(context).hasNotFailed();
                    } else {
                        assertThat(context)
                                .getFailure()
                                .rootCause()
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageStartingWith("PASSWORD_HASH_COST must be ");
                    }
                });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({PublicHosts.class, Passwords.Hashing.class})
    @Import(Passwords.class)
    static class Kept {}
}
