package vitrine.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the access token of a personal API token opens. */
class ApiTokenScopesTest extends RunningService {

    private static final List<String> ALL =
            List.of("photos:read", "photos:write", "galleries:read", "galleries:write", "shares:write", "account:read");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    private record Route(String method, String path) {}

    private Person withScopes(String role, List<String> scopes) {
        UUID account = newId();
        UUID studio = newId();
        String token = SUITE.token(
                account,
                studio,
                claims -> claims.claim("token_id", newId().toString())
                        .claim("studio_role", "owner")
                        .claim("scope", String.join(" ", scopes)),
                role);
        return new Person(String.join(" ", scopes), api(), account, studio, token);
    }

    private List<Route> routes() {
        var routes = new ArrayList<Route>();
        mappings.getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/") && !pattern.startsWith("/api/public/"))
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> routes.add(
                                        new Route(verb.name(), pattern.replaceAll("\\{[^}]+}", newId().toString()))))));
        return routes;
    }

    private static Api.Answer call(Person person, Route route) {
        return person.api()
                .request(
                        person.token(),
                        route.method(),
                        route.path(),
                        route.method().equals("GET") ? null : Map.of());
    }

    @Test
    void everyRouteNeedsAScope() {
        var none = withScopes("photographer", List.of());
        var all = withScopes("photographer", ALL);
        assertThat(routes()).hasSizeGreaterThan(12);
        for (Route route : routes()) {
            call(none, route).expectProblem(403, "insufficient-scope");
            // What is for admins alone stays closed to a photographer's token, whatever its scopes.
            if (!route.path().equals("/api/events") && !route.path().startsWith("/api/site")) {
                assertThat(call(all, route).status()).as(route.toString()).isNotIn(401, 403);
            }
        }
        assertThat(none.get("/api/public/galleries").status()).isEqualTo(200);
    }

    @Test
    void aScopeOpensItsRoutesAlone() {
        var expected = Map.of(
                "photos:read", List.of("GET /api/images/", "GET /api/galleries/{id}/photos"),
                "photos:write", List.of("POST /api/images/upload-url", "DELETE /api/images/{id}"),
                "galleries:read", List.of("GET /api/galleries", "GET /api/galleries/{id}"),
                "galleries:write",
                        List.of("POST /api/galleries", "PUT /api/galleries/{id}", "DELETE /api/galleries/{id}"));
        expected.forEach((scope, own) -> expected.values().stream()
                .flatMap(List::stream)
                .forEach(text -> {
                    var parts = text.replace("{id}", newId().toString()).split(" ");
                    var answer = call(withScopes("photographer", List.of(scope)), new Route(parts[0], parts[1]));
                    if (own.contains(text)) {
                        assertThat(answer.status()).as(scope + " " + text).isNotIn(401, 403);
                    } else {
                        answer.expectProblem(403, "insufficient-scope");
                    }
                }));
    }

    @Test
    void aScopeGivesNoRole() {
        withScopes("user", ALL).post("/api/galleries", Map.of("name", "x")).expectProblem(403, "forbidden");
    }

    @Test
    void operatorsRoutesStayClosedEvenForAdmins() {
        withScopes("admin", ALL).get("/actuator/deadletters").expectProblem(403, "insufficient-scope");
        withScopes("admin", ALL).get("/api/unheard-of").expectProblem(403, "insufficient-scope");
        assertThat(admin().get("/actuator/deadletters").status()).isEqualTo(200);
    }
}
