package vitrine.auth.sessions;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Notes that somebody looks at a page of the auth host. */
@Component
class SessionSightings implements HandlerInterceptor, WebMvcConfigurer {

    private final SsoSessions sessions;

    SessionSightings(SsoSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        SsoSession.of(SecurityContextHolder.getContext().getAuthentication())
                .ifPresent(session -> sessions.seen(session, request));
        return true;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/api/**", "/assets/**", "/actuator/**", "/error");
    }
}
