package vitrine.gateway.tokens;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/** Who is signed in with which browser: begins, looks up and ends sessions. */
@Component
public class BrowserSessions {

    private static final int REMEMBERED = 10_000;
    private static final Duration KEPT = Duration.ofMillis(500);

    private final TokenStore store;
    private final TokenRenewal renewal;
    private final RefusedTokens refused;
    private final SessionRepository<?> sessions;

    /**
     * Saves queries; used only for sessions just read from the database, so an ended one stays ended. Not for long: another instance
     * may have learnt that tokens have to be renewed.
     */
    private final ConcurrentMap<String, Remembered> recent = new ConcurrentHashMap<>();

    BrowserSessions(TokenStore store, TokenRenewal renewal, RefusedTokens refused, SessionRepository<?> sessions) {
        this.store = store;
        this.renewal = renewal;
        this.refused = refused;
        this.sessions = sessions;
    }

    /** Signs the browser in under a new session id, whatever session it came with. */
    public void begin(HttpServletRequest request, Tokens tokens) {
        var before = request.getSession(false);
        if (before != null) {
            forget(before.getId());
            before.invalidate();
        }
        var session = request.getSession(true).getId();
        store.insert(session, tokens);
    }

    /** The browser's tokens, renewed if necessary; empty when it is not signed in, or not any more. */
    public Optional<Tokens> current(HttpServletRequest request) {
        return current(request, this::isGood);
    }

    /** Other tokens than these, which the auth service did not believe; empty when the session is over. */
    public Optional<Tokens> instead(HttpServletRequest request, Tokens disbelieved) {
        return current(
                request, tokens -> isGood(tokens) && !tokens.accessToken().equals(disbelieved.accessToken()));
    }

    /** A session may outlive a token that was withdrawn, such as one with a role its account no longer has. */
    private boolean isGood(Tokens tokens) {
        return tokens.isFresh(Instant.now()) && !refused.refuse(tokens.accessToken());
    }

    private Optional<Tokens> current(HttpServletRequest request, Predicate<Tokens> good) {
        var session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        var id = session.getId();
        var tokens = find(id);
        if (tokens.isPresent() && !good.test(tokens.get())) {
            tokens = renewal.renew(id, tokens.get(), good);
            tokens.ifPresent(renewed -> remember(id, renewed));
        }
        if (tokens.isEmpty()) {
            forget(id);
            session.invalidate();
        }
        return tokens;
    }

    private Optional<Tokens> find(String session) {
        var known = recent.get(session);
        var now = Instant.now();
        if (known != null && known.until().isAfter(now) && known.tokens().isFresh(now)) {
            return Optional.of(known.tokens());
        }
        var found = store.find(session);
        found.ifPresent(tokens -> remember(session, tokens));
        return found;
    }

    /** Signs this browser out here; gives what it takes to sign it out at the auth service. */
    public @Nullable Tokens end(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) {
            return null;
        }
        var tokens = store.find(session.getId()).orElse(null);
        forget(session.getId());
        session.invalidate();
        return tokens;
    }

    public int endAllOf(UUID account) {
        return end(store.sessionsOf(account));
    }

    /** Their access tokens are not used any more; each session gets another one with its next request. */
    void renewAllOf(UUID account) {
        store.expireAccessOf(account).forEach(recent::remove);
    }

    public int endAllUnder(String authSession) {
        return end(store.sessionsUnder(authSession));
    }

    private int end(List<String> ids) {
        for (var id : ids) {
            sessions.deleteById(id);
            forget(id);
        }
        return ids.size();
    }

    private void forget(String session) {
        recent.remove(session);
        store.delete(session);
    }

    private void remember(String session, Tokens tokens) {
        if (recent.size() >= REMEMBERED) {
            recent.clear();
        }
        recent.put(session, new Remembered(tokens, Instant.now().plus(KEPT)));
    }

    private record Remembered(Tokens tokens, Instant until) {}
}
