package vitrine.gateway.tokens;

import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Forgets what nobody can use any more; harmless when several instances do it at once. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SessionSweep {

    private final JdbcClient jdbc;

    SessionSweep(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void sweep() {
        jdbc.sql("delete from spring_session where expiry_time < ?")
                .param(System.currentTimeMillis())
                .update();
        // Young rows may belong to a sign-in that is just being completed.
        jdbc.sql("""
                delete from session_tokens t
                where created_at < now() - interval '10 minutes'
                  and not exists (select 1 from spring_session s where s.session_id = t.session_id)
                """).update();
    }
}
