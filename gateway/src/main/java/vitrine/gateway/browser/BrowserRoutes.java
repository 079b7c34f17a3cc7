package vitrine.gateway.browser;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import vitrine.gateway.hosts.PublicHost;
import vitrine.gateway.hosts.PublicOrigins;
import vitrine.gateway.problems.Problem;
import vitrine.gateway.tokens.BrowserSessions;
import vitrine.gateway.tokens.Tokens;

/** The addresses under {@code /auth/} that the gateway answers itself. */
@Configuration(proxyBeanMethods = false)
class BrowserRoutes {

    private static final Logger log = LoggerFactory.getLogger(BrowserRoutes.class);

    private final BrowserSessions sessions;
    private final SignedInAccount accounts;
    private final PublicOrigins origins;
    private final SessionCookie cookie;
    private final BackChannelLogout backChannel;

    BrowserRoutes(
            BrowserSessions sessions,
            SignedInAccount accounts,
            PublicOrigins origins,
            SessionCookie cookie,
            BackChannelLogout backChannel) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.origins = origins;
        this.cookie = cookie;
        this.backChannel = backChannel;
    }

    @Bean
    @Order(1)
    RouterFunction<ServerResponse> browserAddresses() {
        RequestPredicate app =
                request -> PublicHost.of(request.servletRequest()).servesApp();
        RequestPredicate direct = request -> PublicHost.of(request.servletRequest()) == PublicHost.DIRECT;
        return RouterFunctions.route()
                .route(app.and(RequestPredicates.GET(SignIn.START)), this::alreadySignedIn)
                .route(app.and(RequestPredicates.GET("/auth/register")), this::register)
                .route(app.and(RequestPredicates.GET("/auth/session")), this::session)
                .route(app.and(RequestPredicates.GET("/auth/me")), this::me)
                .route(app.and(RequestPredicates.GET("/auth/logout")), request -> found("/sign-out"))
                .route(app.and(RequestPredicates.POST("/auth/logout")), this::signOut)
                .route(direct.and(RequestPredicates.POST("/auth/backchannel-logout")), this::signedOutElsewhere)
                .route(app.or(direct).and(RequestPredicates.path("/auth/**")), request -> {
                    throw Problem.notFound();
                })
                .build();
    }

    private ServerResponse alreadySignedIn(ServerRequest request) {
        return found(LocalPath.of(request.param(PendingSignIns.NEXT).orElse(null)));
    }

    /** Registering ends with a first sign-in there, which leads back here to begin a session. */
    private ServerResponse register(ServerRequest request) {
        var next = LocalPath.of(request.param(PendingSignIns.NEXT).orElse(null));
        var back = origins.of(PublicHost.of(request.servletRequest())) + SignIn.start(next);
        return found(origins.auth() + "/register?next=" + encode(back));
    }

    private ServerResponse session(ServerRequest request) {
        var servlet = request.servletRequest();
        var account = signedIn(servlet);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("signed_in", account.isPresent());
        account.ifPresent(it -> {
            answer.put("account", it);
            answer.put("expires_at", Instant.now().plus(SlidingSessions.LIFE).toString());
        });
        if (servlet.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf) {
            // Reading it is what sets its cookie.
            answer.put("csrf", Map.of("header_name", csrf.getHeaderName(), "token", csrf.getToken()));
        }
        return ServerResponse.ok().cacheControl(CacheControl.noStore()).body(answer);
    }

    private Optional<Map<String, Object>> signedIn(HttpServletRequest request) {
        Optional<Tokens> tokens;
        try {
            tokens = sessions.current(request);
        } catch (Problem away) {
            // The session may well be alive, but without the auth service it cannot do anything.
            log.debug("A session could not be renewed", away);
            return Optional.empty();
        }
        var account = tokens.flatMap(accounts::of);
        if (tokens.isPresent() && account.isEmpty()) {
            // The token may have been withdrawn and the session not: a new password keeps this browser signed in.
            account = sessions.instead(request, tokens.get()).flatMap(accounts::of);
        }
        if (tokens.isPresent() && account.isEmpty()) {
            sessions.end(request);
        } else if (account.isPresent()) {
            var session = request.getSession(false);
            if (session != null && cookie.read(request).isPresent()) {
                prolong(request, session.getId());
            }
        }
        return account;
    }

    private void prolong(HttpServletRequest request, String session) {
        if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes current
                && current.getResponse() != null) {
            cookie.setSessionId(request, current.getResponse(), session);
        }
    }

    private ServerResponse me(ServerRequest request) {
        var account = sessions.current(request.servletRequest()).flatMap(accounts::of);
        return ServerResponse.ok()
                .cacheControl(CacheControl.noStore())
                .body(account.orElseThrow(Problem::unauthorized));
    }

    private ServerResponse signOut(ServerRequest request) {
        var tokens = sessions.end(request.servletRequest());
        var home = origins.of(PublicHost.of(request.servletRequest())) + "/";
        var location = tokens == null || tokens.idToken() == null ? home : endOfSession(tokens.idToken(), home);
        if (request.headers().accept().stream()
                .anyMatch(type -> type.isCompatibleWith(MediaType.TEXT_HTML) && !type.isWildcardType())) {
            return ServerResponse.status(HttpStatus.SEE_OTHER)
                    .location(URI.create(location))
                    .build();
        }
        return ServerResponse.ok().cacheControl(CacheControl.noStore()).body(Map.of("location", location));
    }

    private String endOfSession(String idToken, String home) {
        return origins.auth() + "/connect/logout?id_token_hint=" + encode(idToken) + "&post_logout_redirect_uri="
                + encode(home);
    }

    private ServerResponse signedOutElsewhere(ServerRequest request) {
        try {
            backChannel.accept(request.param("logout_token").orElse(""));
            return ServerResponse.ok().cacheControl(CacheControl.noStore()).build();
        } catch (BackChannelLogout.Refused e) {
            log.warn("Logout token refused: {}", e.getMessage());
            return ServerResponse.badRequest()
                    .cacheControl(CacheControl.noStore())
                    .body(Map.of("error", "invalid_request", "error_description", "The logout token is not valid."));
        }
    }

    private static ServerResponse found(String location) {
        return ServerResponse.status(HttpStatus.FOUND)
                .cacheControl(CacheControl.noStore())
                .location(URI.create(location))
                .build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
