package vitrine.gateway.webapp;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import vitrine.gateway.hosts.PublicHost;
import vitrine.gateway.hosts.PublicOrigins;
import vitrine.gateway.problems.Problem;

/** Everything at the app hosts that is not an API: the web app's pages and files. */
@Configuration(proxyBeanMethods = false)
class WebApp {

    private static final String NONCE = "__CSP_NONCE__";
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    /** Pages that show nothing without an account: visitors are sent to sign in before they load. */
    private static final Set<String> STUDIO =
            Set.of("galleries", "library", "clients", "links", "insights", "notices", "studio", "admin");

    /** Keeps the client view for times without a connection; a new one has to be found at once. */
    private static final String WORKER = "view-worker.js";

    private final WebAppFiles files;
    private final PublicOrigins origins;
    private final LinkCards cards;
    private final PublicPages publicPages;
    private final Sitemap sitemap;
    private final SecureRandom random = new SecureRandom();

    WebApp(WebAppFiles files, PublicOrigins origins, LinkCards cards, PublicPages publicPages, Sitemap sitemap) {
        this.files = files;
        this.origins = origins;
        this.cards = cards;
        this.publicPages = publicPages;
        this.sitemap = sitemap;
    }

    @Bean
    @Order(3)
    RouterFunction<ServerResponse> webAppRoutes() {
        return RouterFunctions.route()
                .route(request -> PublicHost.of(request.servletRequest()).servesApp(), this::answer)
                .build();
    }

    private ServerResponse answer(ServerRequest request) {
        var path = request.servletRequest().getRequestURI();
        if (!METHODS.contains(request.method().name())) {
            throw Problem.methodNotAllowed("GET, HEAD");
        }
        if (path.equals("/robots.txt")) {
            return robots(PublicHost.of(request.servletRequest()));
        }
        if (path.equals("/sitemap.xml") && PublicHost.of(request.servletRequest()) == PublicHost.PHOTOS) {
            return sitemap.answer();
        }
        return cards.manifest(path)
                .map(WebApp::manifest)
                .orElseGet(() -> isFile(path) ? file(path.substring(1), request) : page(path, request));
    }

    private static ServerResponse manifest(byte[] manifest) {
        return ServerResponse.ok()
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.parseMediaType("application/manifest+json"))
                .body(manifest);
    }

    /** A page of the web app has no dot in its last part, except in the token of a share link. */
    private static boolean isFile(String path) {
        return path.startsWith("/assets/")
                || path.substring(path.lastIndexOf('/')).contains(".");
    }

    private ServerResponse file(String path, ServerRequest request) {
        var file = path.endsWith(".html") ? null : files.find(path).orElse(null);
        if (file == null) {
            throw Problem.notFound();
        }
        if (path.equals(WORKER)) {
            // What it fetches is under its own policy, not that of the pages.
            return written(
                    HttpStatus.OK,
                    file.bytes(),
                    file.type(),
                    "default-src 'none'; script-src 'self'; connect-src 'self' " + origins.media(),
                    false);
        }
        var assets = path.startsWith("assets/");
        var caching = assets
                ? CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable()
                : CacheControl.maxAge(Duration.ofHours(1)).cachePublic();
        if (request.headers().header("If-None-Match").contains(file.etag())) {
            return ServerResponse.status(HttpStatus.NOT_MODIFIED)
                    .cacheControl(caching)
                    .eTag(file.etag())
                    .build();
        }
        var response = ServerResponse.ok()
                .cacheControl(caching)
                .eTag(file.etag())
                .contentType(MediaType.parseMediaType(file.type()));
        if (file.gzip() == null) {
            return response.body(file.bytes());
        }
        response.varyBy("Accept-Encoding");
        if (file.brotli() != null && accepts(request, "br")) {
            return response.header("Content-Encoding", "br").body(file.brotli());
        }
        return accepts(request, "gzip")
                ? response.header("Content-Encoding", "gzip").body(file.gzip())
                : response.body(file.bytes());
    }

    private static boolean accepts(ServerRequest request, String coding) {
        return request.headers().header("Accept-Encoding").stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(one -> one.replace(" ", ""))
                .anyMatch(
                        one -> one.equals(coding) || (one.startsWith(coding + ";q=") && !one.matches(".*=0(\\.0*)?")));
    }

    private ServerResponse page(String path, ServerRequest request) {
        if (path.contains("//") || path.contains("/.") || (path.length() > 1 && path.endsWith("/"))) {
            throw Problem.notFound();
        }
        var first = path.split("/", 3)[1];
        if (STUDIO.contains(first) && !isSignedIn(request.servletRequest())) {
            var query = request.servletRequest().getQueryString();
            var next = path + (query == null ? "" : "?" + query);
            return ServerResponse.status(HttpStatus.FOUND)
                    .cacheControl(CacheControl.noStore())
                    .location(URI.create("/auth/login?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)))
                    .build();
        }
        if (first.equals("view")) {
            return html(HttpStatus.OK, "view.html", cards.head(path), false);
        }
        var host = PublicHost.of(request.servletRequest());
        var found = publicPages.find(host, path);
        return html(found.status(), "index.html", found.head(), host == PublicHost.PHOTOS && !STUDIO.contains(first));
    }

    /** Pages of the studio and of links are nobody's to find; at the share host there are no others. */
    private ServerResponse robots(PublicHost host) {
        var rules = new StringBuilder("User-agent: *\n");
        if (host == PublicHost.PHOTOS) {
            STUDIO.stream()
                    .sorted()
                    .forEach(page -> rules.append("Disallow: /")
                            .append(page)
                            .append(page.equals("studio") ? "/" : "")
                            .append('\n'));
            rules.append("Disallow: /view/\nDisallow: /auth/\nDisallow: /photo/\nSitemap: ")
                    .append(origins.photos())
                    .append("/sitemap.xml\n");
        } else {
            rules.append("Disallow: /\n");
        }
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(rules.toString());
    }

    private static boolean isSignedIn(HttpServletRequest request) {
        return request.getSession(false) != null;
    }

    /** @param indexed whether search engines may keep it */
    private ServerResponse html(HttpStatus status, String name, PageHead head, boolean indexed) {
        var file = files.find(name)
                .orElseThrow(() -> Problem.unavailable("The web app is not part of this build of the gateway."));
        var nonce = nonce();
        var page = head.in(new String(file.bytes(), StandardCharsets.UTF_8).replace(NONCE, nonce))
                .getBytes(StandardCharsets.UTF_8);
        return written(status, page, file.type(), policy(nonce), indexed);
    }

    /** Under a policy of its own, which replaces the one that every answer carries. */
    private static ServerResponse written(
            HttpStatus status, byte[] bytes, String type, String policy, boolean indexed) {
        return ServerResponse.status(status).build((request, response) -> {
            if (!indexed) {
                response.setHeader("X-Robots-Tag", "noindex");
            }
            response.setHeader("Content-Security-Policy", policy);
            response.setHeader("Cache-Control", "no-cache");
            response.setContentType(type);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
            return null;
        });
    }

    private String policy(String nonce) {
        return "default-src 'none'; script-src 'self' 'nonce-" + nonce + "'; style-src 'self' 'nonce-" + nonce
                + "'; img-src 'self' blob: data: " + origins.media() + "; connect-src 'self' " + origins.media()
                + "; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self' "
                + origins.auth() + "; frame-ancestors 'self'";
    }

    private String nonce() {
        var bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
