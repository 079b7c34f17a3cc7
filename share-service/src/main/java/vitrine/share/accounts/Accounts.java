package vitrine.share.accounts;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.share.security.Caller;

@Repository
public class Accounts {

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void save(
            UUID id,
            String username,
            @Nullable String email,
            @Nullable UUID studio,
            Collection<String> roles,
            boolean active) {
        jdbc.sql("""
                        insert into accounts (id, username, email, studio_id, roles, active)
                        values (:id, :username, :email, :studio, :roles, :active)
                        on conflict (id) do update set username = excluded.username, email = excluded.email,
                            studio_id = excluded.studio_id, roles = excluded.roles, active = excluded.active""")
                .param("id", id)
                .param("username", username)
                .param("email", email)
                .param("studio", studio)
                .param("roles", roles.toArray(String[]::new))
                .param("active", active)
                .update();
    }

    /** The id stays, so that no token that outlives the account is believed. */
    void bury(UUID id) {
        save(id, "", null, null, List.of(), false);
    }

    /** Where to write to somebody; nothing while it is not known, or once they are gone. */
    public Optional<String> email(UUID id) {
        return jdbc.sql("select email from accounts where id = ? and active and email is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    /**
     * Whether the caller still may share for the studio, and keeps that answer true until the transaction ends. A token
     * outlives a deactivation by minutes, so what was announced counts more; of an account not heard of yet, the token
     * is believed.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean maySharePinned(Caller caller, UUID studio) {
        jdbc.sql("""
                        insert into accounts (id, username, studio_id, roles, active)
                        values (:id, :username, :studio, :roles, true) on conflict (id) do nothing""")
                .param("id", caller.id())
                .param("username", caller.username())
                .param("studio", caller.studio())
                .param("roles", caller.roles().toArray(String[]::new))
                .update();
        return jdbc.sql("select may_share(a, :studio) is true from accounts a where a.id = :id for share")
                .param("studio", studio)
                .param("id", caller.id())
                .query(Boolean.class)
                .single();
    }
}
