package vitrine.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import vitrine.auth.AuthTest;
import vitrine.auth.People;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.sessions.Factor;

@AuthTest
class SecondStepTest {

    @Autowired
    SecondStep step;

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Test
    void theSecondFactorIsAwaitedForTenMinutes() {
        var account = accounts.findById(people.client().id()).orElseThrow();
        var request = new MockHttpServletRequest();
        assertThat(step.waiting(request, Instant.now())).isEmpty();
        Instant before = Instant.now();
        step.begin(account, Factor.PASSWORD, request.getSession());
        Instant after = Instant.now();
        assertThat(step.waiting(request, before.plusSeconds(599))).isPresent();
        assertThat(step.waiting(request, after.plusSeconds(601))).isEmpty();
        step.end(request.getSession());
        assertThat(step.waiting(request, after)).isEmpty();
    }
}
