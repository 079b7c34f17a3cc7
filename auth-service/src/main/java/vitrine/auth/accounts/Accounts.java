package vitrine.auth.accounts;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

public interface Accounts extends Repository<Account, UUID> {

    Optional<Account> findById(UUID id);

    /** Held until the transaction ends, so that changes of one account and their events follow one another. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.id = :id")
    Optional<Account> findForChange(UUID id);

    @Query("select a from Account a where lower(a.username) = lower(:username)")
    Optional<Account> findByUsername(String username);

    @Query("select a from Account a where lower(a.email) = lower(:email)")
    Optional<Account> findByEmail(String email);

    boolean existsByRole(Role role);

    long countByRoleAndActiveTrue(Role role);

    /** The members of a studio, in the order they came. */
    @Query("select a from Account a where a.studio.id = :studio order by a.studioJoinedAt, a.id")
    List<Account> membersOf(UUID studio);

    Account saveAndFlush(Account account);

    /** Newest first, as ids grow with time; {@code pattern} is a lower-case LIKE pattern escaped with {@code !}. */
    @Query("""
            select a from Account a
            where a.id < :before and a.role in :roles and a.active in :active
              and (lower(a.username) like :pattern escape '!'
                   or lower(a.email) like :pattern escape '!')
            order by a.id desc""")
    List<Account> page(UUID before, String pattern, Collection<Role> roles, Collection<Boolean> active, Limit limit);
}
