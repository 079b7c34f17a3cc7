package vitrine.auth.sessions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.auth.problems.Refusal;

/** Where one is signed in, for programs. */
@RestController
class SessionsApi {

    private final SsoSessions sessions;
    private final SingleSignOut signOut;

    SessionsApi(SsoSessions sessions, SingleSignOut signOut) {
        this.sessions = sessions;
        this.signOut = signOut;
    }

    @GetMapping("/api/account/sessions")
    SessionList list(@AuthenticationPrincipal Jwt token) {
        String current = token.getClaimAsString("sid");
        return new SessionList(sessions.of(account(token)).stream()
                .map(sighting -> new SessionView(
                        sighting.sid(),
                        sighting.device().browser(),
                        sighting.device().system(),
                        sighting.address(),
                        sighting.signedInAt(),
                        sighting.lastSeenAt(),
                        sighting.sid().equals(current)))
                .toList());
    }

    @DeleteMapping("/api/account/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@AuthenticationPrincipal Jwt token, @PathVariable UUID id) {
        signOut.end(sessions.find(account(token), id.toString()).orElseThrow(SessionMissing::new));
    }

    /** Asked with a token that came from no session, all sessions are others. */
    @PostMapping("/api/account/sessions/end-others")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endOthers(@AuthenticationPrincipal Jwt token) {
        signOut.endEachOther(account(token), token.getClaimAsString("sid"));
    }

    private static UUID account(Jwt token) {
        return UUID.fromString(token.getSubject());
    }

    record SessionList(List<SessionView> items) {}

    /** @param current whether the token this is asked with came from it */
    record SessionView(
            String id,
            @Nullable String browser,
            @Nullable String system,
            @Nullable String address,
            Instant signedInAt,
            Instant lastSeenAt,
            boolean current) {}

    static class SessionMissing extends Refusal {
        SessionMissing() {
            super(HttpStatus.NOT_FOUND, "not-found", "There is no such session.");
        }
    }
}
