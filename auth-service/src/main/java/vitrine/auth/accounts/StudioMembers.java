package vitrine.auth.accounts;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.auth.studios.Studio;
import vitrine.auth.studios.StudioRole;

/**
 * Moves accounts between studios and tells the other services. Who may do that is decided by the caller, within a transaction that
 * holds the studio's {@linkplain #lock lock}.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class StudioMembers {

    private final Accounts accounts;
    private final AccountEvents events;
    private final EntityManager entities;
    private final JdbcClient jdbc;

    StudioMembers(Accounts accounts, AccountEvents events, EntityManager entities, JdbcClient jdbc) {
        this.accounts = accounts;
        this.events = events;
        this.entities = entities;
        this.jdbc = jdbc;
    }

    /** Changes to the members of a studio happen one after the other: two owners leaving at once must not both succeed. */
    public void lock(UUID studio) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('studio ' || ?, 0))")
                .param(studio.toString())
                .query((row, n) -> n)
                .list();
    }

    public List<Account> of(UUID studio) {
        return accounts.membersOf(studio);
    }

    /** The studio the account had, if any, is gone when nobody is left in it. */
    public Account join(Account account, UUID studio, StudioRole role) {
        Studio before = account.studio();
        account.join(entities.getReference(Studio.class, studio), role);
        Account saved = announced(account);
        if (before != null) {
            removeDeserted(before.id());
        }
        return saved;
    }

    public Account assign(Account account, StudioRole role) {
        account.assign(role);
        return announced(account);
    }

    public Account leave(Account account) {
        Studio before = account.studio();
        account.leaveStudio(new Studio(AccountRegistration.studioName(null, account.username())));
        Account saved = announced(account);
        if (before != null) {
            removeDeserted(before.id());
        }
        return saved;
    }

    /** Each member's account is announced anew: the name of the studio is part of it. */
    public void rename(Studio studio, String name) {
        studio.rename(name);
        for (Account member : accounts.membersOf(studio.id())) {
            entities.lock(member, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
            events.changed(member);
        }
        entities.flush();
    }

    private Account announced(Account account) {
        Account saved = accounts.saveAndFlush(account);
        events.changed(saved);
        return saved;
    }

    private void removeDeserted(UUID studio) {
        jdbc.sql("delete from studio where id = ? and not exists (select from account where studio_id = studio.id)")
                .param(studio)
                .update();
    }
}
