package vitrine.share.security;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The person behind a request, as the access token says.
 *
 * @param token to ask another service on this person's behalf
 */
public record Caller(UUID id, String username, @Nullable UUID studio, Set<String> roles, String token) {

    public static Caller of(Jwt jwt) {
        var studio = jwt.getClaimAsString("studio");
        var username = jwt.getClaimAsString("preferred_username");
        var roles = jwt.getClaimAsStringList("roles");
        return new Caller(
                UUID.fromString(jwt.getSubject()),
                username == null ? "" : username,
                studio == null ? null : UUID.fromString(studio),
                Set.copyOf(roles == null ? List.of() : roles),
                jwt.getTokenValue());
    }

    public boolean isAdmin() {
        return roles.contains("admin");
    }
}
