package vitrine.gateway.browser;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/**
 * Sessions that live on for seven days from their last use. The use is noted once an hour, not on every request: a
 * page of thumbnails must not become as many writes.
 */
final class SlidingSessions<S extends Session> implements SessionRepository<SlidingSessions.Slid<S>> {

    static final Duration LIFE = Duration.ofDays(7);

    private static final Duration NOTED_EVERY = Duration.ofHours(1);

    private final SessionRepository<S> stored;

    SlidingSessions(SessionRepository<S> stored) {
        this.stored = stored;
    }

    @Override
    public Slid<S> createSession() {
        return new Slid<>(stored.createSession());
    }

    @Override
    public void save(Slid<S> session) {
        if (session.changed) {
            session.changed = false;
            stored.save(session.session);
        }
    }

    @Override
    public @Nullable Slid<S> findById(String id) {
        var found = stored.findById(id);
        if (found == null) {
            return null;
        }
        var slid = new Slid<>(found);
        slid.changed = false;
        return slid;
    }

    @Override
    public void deleteById(String id) {
        stored.deleteById(id);
    }

    static final class Slid<S extends Session> implements Session {

        private final S session;
        private boolean changed = true;

        private Slid(S session) {
            this.session = session;
        }

        /** True once in a while, when the browser's cookie has to be prolonged too. */
        boolean isDueForNotice(Instant now) {
            return session.getLastAccessedTime().plus(NOTED_EVERY).isBefore(now);
        }

        @Override
        public void setLastAccessedTime(Instant now) {
            if (isDueForNotice(now)) {
                session.setLastAccessedTime(now);
                changed = true;
            }
        }

        @Override
        public String getId() {
            return session.getId();
        }

        @Override
        public String changeSessionId() {
            changed = true;
            return session.changeSessionId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            return session.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return session.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            changed = true;
            if (value == null) {
                session.removeAttribute(name);
            } else {
                session.setAttribute(name, value);
            }
        }

        @Override
        public void removeAttribute(String name) {
            changed = true;
            session.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return session.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return session.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            changed = true;
            session.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return session.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return session.isExpired();
        }
    }
}
