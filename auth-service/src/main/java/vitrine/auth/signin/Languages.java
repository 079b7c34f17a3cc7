package vitrine.auth.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.WebUtils;
import vitrine.auth.hosts.PublicHosts;
import vitrine.auth.tokens.AuthenticationDemands;

/** The reader's language: chosen with {@code ?lang}, remembered in a cookie, else the application's wish, else the browser's; English where none fits. */
@Component("localeResolver")
class Languages implements LocaleResolver, HandlerInterceptor, WebMvcConfigurer {

    private static final String COOKIE = "vitrine_lang";
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.GERMAN);

    private final PublicHosts hosts;

    Languages(PublicHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return spoken(request.getParameter("lang"))
                .or(() -> Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                        .flatMap(cookie -> spoken(cookie.getValue())))
                .or(() -> applicationsChoice(request))
                .orElseGet(() -> browsersChoice(request));
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("The reader chooses with ?lang");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        spoken(request.getParameter("lang"))
                .ifPresent(chosen -> response.addHeader(
                        HttpHeaders.SET_COOKIE,
                        ResponseCookie.from(COOKIE, chosen.getLanguage())
                                .path("/")
                                .maxAge(Duration.ofDays(365))
                                .sameSite("Lax")
                                .httpOnly(true)
                                .secure(hosts.secure())
                                .build()
                                .toString()));
        return true;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/api/**", "/assets/**", "/actuator/**");
    }

    private static Optional<Locale> spoken(@Nullable String tag) {
        return SPOKEN.stream()
                .filter(locale -> locale.getLanguage().equals(tag))
                .findFirst();
    }

    private static Optional<Locale> applicationsChoice(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(AuthenticationDemands.UI_LOCALES) instanceof String wishes
                ? Arrays.stream(wishes.split(" "))
                        .map(tag -> Locale.forLanguageTag(tag).getLanguage())
                        .flatMap(language -> spoken(language).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static Locale browsersChoice(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        if (header == null || header.length() > 500) {
            return Locale.ENGLISH;
        }
        try {
            Locale best = Locale.lookup(Locale.LanguageRange.parse(header), SPOKEN);
            return best == null ? Locale.ENGLISH : best;
        } catch (IllegalArgumentException e) {
            return Locale.ENGLISH;
        }
    }
}
