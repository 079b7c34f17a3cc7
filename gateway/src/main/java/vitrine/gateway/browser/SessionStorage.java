package vitrine.gateway.browser;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Sessions in the gateway's own database, shared by its instances. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionStorage {

    @Bean
    SessionRepository<?> sessions(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        var independent = new TransactionTemplate(transactions);
        independent.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        var stored = new JdbcIndexedSessionRepository(jdbc, independent);
        stored.setDefaultMaxInactiveInterval(SlidingSessions.LIFE);
        new PostgreSqlJdbcIndexedSessionRepositoryCustomizer().customize(stored);
        // See SessionSweep.
        stored.setCleanupCron(ScheduledTaskRegistrar.CRON_DISABLED);
        stored.afterPropertiesSet();
        return sliding(stored);
    }

    private static <S extends Session> SlidingSessions<S> sliding(SessionRepository<S> stored) {
        return new SlidingSessions<>(stored);
    }
}
