package vitrine.auth.administration;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the suite is, for its admins. */
@RestController
class StatusApi {

    private final Suite suite;
    private final JdbcClient jdbc;

    StatusApi(Suite suite, JdbcClient jdbc) {
        this.suite = suite;
        this.jdbc = jdbc;
    }

    @GetMapping("/api/admin/status")
    SystemStatus status() {
        return new SystemStatus(
                suite.ask(),
                count("letter"),
                count("backchannel_logout"),
                count("account"),
                count("studio"),
                Instant.now());
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /**
     * @param lettersWaiting mails the mail server has not taken yet
     * @param logoutsWaiting applications that still have to hear of a sign-out
     */
    record SystemStatus(
            List<Suite.Part> parts,
            long lettersWaiting,
            long logoutsWaiting,
            long accounts,
            long studios,
            Instant checkedAt) {}
}
