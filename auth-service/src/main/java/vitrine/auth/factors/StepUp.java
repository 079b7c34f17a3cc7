package vitrine.auth.factors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Changes to an account's security need a proof of the last minutes that its owner is there: a forgotten open browser is not
 * enough. Without one the page for it comes first; what was sent is not repeated, the person sends it again.
 */
@Component
public class StepUp implements HandlerInterceptor, WebMvcConfigurer {

    static final Duration LASTS = Duration.ofMinutes(10);
    static final String PAGE = "/account/security/confirm";

    private static final String PROVED_AT = StepUp.class.getName() + ".provedAt";
    private static final String RETURN_TO = StepUp.class.getName() + ".returnTo";

    /** Notes in the session that its person has just shown who they are; signing in does. */
    public static void proved(HttpSession session) {
        session.setAttribute(PROVED_AT, Instant.now().toEpochMilli());
    }

    static boolean isFresh(HttpSession session) {
        return session.getAttribute(PROVED_AT) instanceof Long at
                && Instant.ofEpochMilli(at).plus(LASTS).isAfter(Instant.now());
    }

    /** The page that was left for the proof. */
    static String takeReturn(HttpSession session) {
        Object page = session.getAttribute(RETURN_TO);
        session.removeAttribute(RETURN_TO);
        return page instanceof String path ? path : "/account/security";
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        // The page that begins a passkey is asked for too: its ceremony is better not interrupted.
        boolean guarded = !HttpMethod.GET.matches(request.getMethod()) && !HttpMethod.HEAD.matches(request.getMethod())
                || request.getRequestURI().equals(PasskeyPages.NEW);
        HttpSession session = request.getSession();
        if (!guarded || isFresh(session)) {
            return true;
        }
        session.setAttribute(RETURN_TO, page(request.getRequestURI()));
        response.sendRedirect(PAGE);
        return false;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns(
                        "/account/security/**",
                        "/account/profile/email",
                        "/account/profile/password",
                        "/account/profile/delete",
                        "/account/tokens/**")
                .excludePathPatterns(PAGE, PAGE + "/**");
    }

    /** The page that holds the form. */
    private static String page(String path) {
        if (path.equals(PasskeyPages.NEW)) {
            return path;
        }
        String[] parts = path.split("/", 4);
        return "/account/" + parts[2];
    }
}
