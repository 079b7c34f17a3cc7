package vitrine.auth.sessions;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import vitrine.auth.hosts.PublicHosts;

@Configuration(proxyBeanMethods = false)
class SessionCookie {

    @Bean
    CookieSerializer cookieSerializer(PublicHosts hosts) {
        var cookie = new WellFormedOnly();
        cookie.setCookieName("vitrine_sso");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setUseSecureCookie(hosts.secure());
        cookie.setCookiePath("/");
        cookie.setCookieMaxAge((int) SsoSession.LIFETIME.toSeconds());
        cookie.setUseBase64Encoding(false);
        return cookie;
    }

    /** Inserts or updates an attribute in one statement: parallel requests of one browser do not collide. */
    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> postgreSqlSessions() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** A cookie that cannot be one of ours is no cookie; it never reaches the database. */
    private static class WellFormedOnly extends DefaultCookieSerializer {

        private static final Pattern SESSION_ID = Pattern.compile("[0-9a-f-]{36}");

        @Override
        public List<String> readCookieValues(HttpServletRequest request) {
            return super.readCookieValues(request).stream()
                    .filter(value -> SESSION_ID.matcher(value).matches())
                    .toList();
        }
    }
}
