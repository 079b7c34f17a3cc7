package vitrine.auth.members;

import com.fasterxml.uuid.Generators;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.secrets.OneTimeToken;
import vitrine.auth.studios.StudioRole;

/** The invitations that were neither accepted nor withdrawn. */
@Repository
class Invitations {

    static final Duration LIFETIME = Duration.ofDays(7);

    /** Kept a while longer, so that the studio sees what became of them. */
    private static final Duration KEPT_AFTER = Duration.ofDays(30);

    private static final String COLUMNS = "id, studio_id, email, role, invited_by, expires_at, created_at";

    private final JdbcClient jdbc;

    Invitations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One for each address of a studio: inviting again takes the place of the invitation before, whose link is void. */
    Invitation add(UUID studio, String email, StudioRole role, UUID invitedBy) {
        Instant now = Instant.now();
        return jdbc.sql("""
                insert into studio_invitation (id, studio_id, email, role, invited_by, expires_at, created_at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (studio_id, lower(email)) do update
                set email = excluded.email, role = excluded.role, invited_by = excluded.invited_by,
                    expires_at = excluded.expires_at, created_at = excluded.created_at, token_digest = null
                returning\s""" + COLUMNS)
                .param(Generators.timeBasedEpochGenerator().generate())
                .param(studio)
                .param(email)
                .param(role.name())
                .param(invitedBy)
                .param(Timestamp.from(now.plus(LIFETIME)))
                .param(Timestamp.from(now))
                .query(Invitations::invitation)
                .single();
    }

    List<Invitation> of(UUID studio) {
        return jdbc.sql("select " + COLUMNS + " from studio_invitation where studio_id = ? order by created_at desc")
                .param(studio)
                .query(Invitations::invitation)
                .list();
    }

    Optional<Invitation> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from studio_invitation where id = ?")
                .param(id)
                .query(Invitations::invitation)
                .optional();
    }

    Optional<Invitation> findOpen(String token) {
        return jdbc.sql("select " + COLUMNS + " from studio_invitation where token_digest = ? and expires_at > ?")
                .param(new OneTimeToken(token).digest())
                .param(Timestamp.from(Instant.now()))
                .query(Invitations::invitation)
                .optional();
    }

    /** Takes an open invitation out; only one of several callers gets it. */
    Optional<Invitation> take(String token) {
        return jdbc.sql("delete from studio_invitation where token_digest = ? and expires_at > ? returning " + COLUMNS)
                .param(new OneTimeToken(token).digest())
                .param(Timestamp.from(Instant.now()))
                .query(Invitations::invitation)
                .optional();
    }

    boolean remove(UUID studio, UUID id) {
        return jdbc.sql("delete from studio_invitation where studio_id = ? and id = ?")
                        .param(studio)
                        .param(id)
                        .update()
                > 0;
    }

    /** Who leaves, or may no longer do what they could, leaves no invitations behind. */
    void removeBy(UUID studio, UUID host) {
        jdbc.sql("delete from studio_invitation where studio_id = ? and invited_by = ?")
                .param(studio)
                .param(host)
                .update();
    }

    /** A link for the letter that is about to leave; its time runs from then, and the links before are void. */
    OneTimeToken link(UUID id) {
        OneTimeToken token = OneTimeToken.create();
        jdbc.sql("update studio_invitation set token_digest = ?, expires_at = ? where id = ?")
                .param(token.digest())
                .param(Timestamp.from(Instant.now().plus(LIFETIME)))
                .param(id)
                .update();
        return token;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    @Transactional
    public void sweep() {
        jdbc.sql("delete from studio_invitation where expires_at < ?")
                .param(Timestamp.from(Instant.now().minus(KEPT_AFTER)))
                .update();
    }

    private static Invitation invitation(ResultSet row, int number) throws SQLException {
        return new Invitation(
                row.getObject("id", UUID.class),
                row.getObject("studio_id", UUID.class),
                row.getString("email"),
                StudioRole.valueOf(row.getString("role")),
                row.getObject("invited_by", UUID.class),
                row.getTimestamp("expires_at").toInstant(),
                row.getTimestamp("created_at").toInstant());
    }
}
