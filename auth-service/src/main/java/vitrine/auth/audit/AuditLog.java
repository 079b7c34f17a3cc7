package vitrine.auth.audit;

import com.fasterxml.uuid.Generators;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Adds to the log, with address and browser of the request at hand; part of the caller's transaction where there is one. */
@Component
public class AuditLog {

    private static final int LONGEST_USER_AGENT = 300;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditLog(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * @param action dotted, past tense, such as {@code sign-in.failed} or {@code account.role-changed}
     * @param actor who did it; null when nobody is signed in
     * @param subject the account, client or token it was done to
     * @param details facts for people; never a password, code or token
     */
    @Transactional
    public void record(String action, @Nullable UUID actor, @Nullable UUID subject, Map<String, ?> details) {
        HttpServletRequest request =
                RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                        ? attributes.getRequest()
                        : null;
        jdbc.sql("""
                insert into audit_event (id, occurred_at, action, actor_id, subject_id, address, user_agent, details)
                values (?, ?, ?, ?, ?, ?, ?, ?::jsonb)""")
                .param(Generators.timeBasedEpochGenerator().generate())
                .param(Timestamp.from(Instant.now()))
                .param(action)
                .param(actor)
                .param(subject)
                .param(request == null ? null : request.getRemoteAddr())
                .param(request == null ? null : shortened(request.getHeader("User-Agent")))
                .param(json.writeValueAsString(details))
                .update();
    }

    private static @Nullable String shortened(@Nullable String userAgent) {
        if (userAgent == null) {
            return null;
        }
        String text = userAgent.replace('\0', ' ');
        return text.length() > LONGEST_USER_AGENT ? text.substring(0, LONGEST_USER_AGENT) : text;
    }
}
