package vitrine.gateway.relay;

import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import vitrine.gateway.hosts.PublicHost;
import vitrine.gateway.problems.Problem;

/** Which service answers what. Paths are compared exactly: no other case, no trailing slash, no dot. */
@Configuration(proxyBeanMethods = false)
class Routes {

    private static final Set<PublicHost> APP = EnumSet.of(PublicHost.PHOTOS, PublicHost.SHARE);

    private final Services services;

    Routes(Services services) {
        this.services = services;
    }

    @Bean
    @Order(2)
    RouterFunction<ServerResponse> relayed() {
        return to(
                        Service.AUTH,
                        "auth",
                        APP,
                        "/api/auth/**",
                        "/api/login",
                        "/api/forgot-password",
                        "/api/reset-password",
                        "/api/verify-session",
                        "/api/account/**",
                        "/api/admin/**")
                .and(to(
                        Service.GALLERY,
                        "gallery",
                        APP,
                        "/api/galleries/**",
                        "/api/permissions",
                        "/api/images/**",
                        "/api/bin/**",
                        "/api/upload",
                        "/api/events",
                        "/api/customers/**",
                        "/api/stats/**",
                        "/api/activity",
                        "/api/notifications/**",
                        "/api/studio/downloads",
                        "/api/studio/branding/**",
                        "/api/studio/pages",
                        "/api/studio/host/**",
                        "/api/site/**",
                        "/api/public/**"))
                .and(to(Service.SHARE, "share", APP, "/api/share-links/**", "/api/shares/**", "/api/view/**"))
                .and(to(
                        Service.MEDIA,
                        "generation",
                        APP,
                        "/api/generate-image",
                        "/api/generate-story",
                        "/api/generations/**"))
                .and(to(Service.MEDIA, "watermark", APP, "/api/studio/watermark/**"))
                .and(pictures())
                .and(to(Service.AUTH, "sign-in", EnumSet.of(PublicHost.AUTH), "/**"))
                .and(nothingElse());
    }

    private RouterFunction<ServerResponse> to(Service service, String name, Set<PublicHost> hosts, String... patterns) {
        return relay(service, name, at(hosts).and(anyOf(patterns)));
    }

    private RouterFunction<ServerResponse> pictures() {
        var download = RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS)
                .and(anyOf("/a/**", "/z/**", "/f/**", "/l/**"));
        var upload =
                RequestPredicates.methods(HttpMethod.PUT, HttpMethod.OPTIONS).and(RequestPredicates.path("/u/**"));
        return relay(Service.MEDIA, "pictures", at(EnumSet.of(PublicHost.MEDIA)).and(download.or(upload)));
    }

    private RouterFunction<ServerResponse> relay(Service service, String name, RequestPredicate which) {
        return route(name).route(which, http()).before(choose(service)).build();
    }

    private Function<ServerRequest, ServerRequest> choose(Service service) {
        return request -> {
            request.servletRequest().setAttribute(Service.ATTRIBUTE, service);
            MvcUtils.setRequestUrl(request, services.of(service));
            return request;
        };
    }

    /** What no service and no part of the gateway claims; the web app has no pages under {@code /api}. */
    private static RouterFunction<ServerResponse> nothingElse() {
        return RouterFunctions.route()
                .route(at(APP).and(anyOf("/api/**")).or(at(EnumSet.of(PublicHost.AUTH, PublicHost.MEDIA))), request -> {
                    throw Problem.notFound();
                })
                .build();
    }

    private static RequestPredicate at(Set<PublicHost> hosts) {
        return request -> hosts.contains(PublicHost.of(request.servletRequest()));
    }

    private static RequestPredicate anyOf(String... patterns) {
        return Arrays.stream(patterns)
                .map(RequestPredicates::path)
                .reduce(RequestPredicate::or)
                .orElseThrow();
    }
}
