package vitrine.gallery.customers;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.gallery.access.Caller;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;
import vitrine.gallery.studios.AccountGone;

/**
 * How customers come, change and go. An address belongs to one customer of a studio, in whatever case it is written: the primary key
 * of the addresses decides, so that of any number who add the same person at once one does. Customers are locked in the order of ids.
 */
@Component
class CustomerKeeping {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final JdbcClient jdbc;

    CustomerKeeping(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    UUID create(Caller caller, CustomerDraft draft) {
        return added(caller.studioId(), draft).orElseThrow(() -> taken(caller.studioId(), draft.email()));
    }

    /** @return nothing when the address is somebody's already; then nothing was changed */
    @Transactional
    public Optional<UUID> added(UUID studioId, CustomerDraft draft) {
        CustomerStatus status = draft.status() == null ? CustomerStatus.ACTIVE : draft.status();
        return add(studioId, draft.name().strip(), draft.email().strip(), draft.phone(), draft.notes(), status);
    }

    /** The customer with this address, made if there is none: called by the address until somebody gives a name. */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID withAddress(UUID studioId, String email) {
        String name = email.length() > 120 ? email.substring(0, 120) : email;
        for (; ; ) {
            Optional<UUID> customer =
                    owner(studioId, email).or(() -> add(studioId, name, email, null, null, CustomerStatus.ACTIVE));
            if (customer.isPresent()) {
                return customer.get();
            }
        }
    }

    private Optional<UUID> add(
            UUID studioId,
            String name,
            String email,
            @Nullable String phone,
            @Nullable String notes,
            CustomerStatus status) {
        if (owner(studioId, email).isPresent()) {
            return Optional.empty();
        }
        UUID id = IDS.generate();
        Timestamp now = Timestamp.from(Instant.now());
        jdbc.sql("""
                        insert into customers (id, studio_id, name, email, phone, notes, status, created_at, updated_at)
                        values (:id, :studio, :name, :email, :phone, :notes, :status, :now, :now)""")
                .param("id", id)
                .param("studio", studioId)
                .param("name", name)
                .param("email", email)
                .param("phone", orNull(phone))
                .param("notes", orNull(notes))
                .param("status", status.stored())
                .param("now", now)
                .update();
        if (!addressed(studioId, id, email)) {
            jdbc.sql("delete from customers where id = ?").param(id).update();
            return Optional.empty();
        }
        return Optional.of(id);
    }

    private boolean addressed(UUID studioId, UUID customerId, String email) {
        return jdbc.sql("""
                        insert into customer_addresses (studio_id, address, email, customer_id)
                        values (:studio, lower(:email), :email, :customer) on conflict do nothing""")
                        .param("studio", studioId)
                        .param("email", email)
                        .param("customer", customerId)
                        .update()
                == 1;
    }

    private Optional<UUID> owner(UUID studioId, String email) {
        return jdbc.sql(
                        "select customer_id from customer_addresses where studio_id = :studio and address = lower(:email)")
                .param("studio", studioId)
                .param("email", email)
                .query(UUID.class)
                .optional();
    }

    private Problem taken(UUID studioId, String email) {
        Problem problem = Problem.of(ProblemKind.CUSTOMER_EXISTS);
        owner(studioId, email.strip()).ifPresent(id -> problem.with("customer_id", id));
        return problem;
    }

    @Transactional
    void edit(Caller caller, UUID id, CustomerEdit edit) {
        Customer customer = locked(caller, List.of(id)).getFirst();
        String email = edit.email() == null ? customer.email() : edit.email().strip();
        if (!email.equals(customer.email())) {
            moved(customer, email);
        }
        jdbc.sql("""
                        update customers set name = coalesce(:name, name), email = :email,
                            phone = case when :phoneGiven then :phone else phone end,
                            notes = case when :notesGiven then :notes else notes end,
                            status = coalesce(:status, status), updated_at = now()
                         where id = :id""")
                .param("id", id)
                .param("name", orNull(edit.name()))
                .param("email", email)
                .param("phoneGiven", edit.phone() != null)
                .param("phone", orNull(edit.phone()))
                .param("notesGiven", edit.notes() != null)
                .param("notes", orNull(edit.notes()))
                .param("status", edit.status() == null ? null : edit.status().stored())
                .update();
    }

    /** One of the own further addresses may become the first one; then it is just written anew. */
    private void moved(Customer customer, String email) {
        boolean own = jdbc.sql("""
                        update customer_addresses set email = :email
                         where studio_id = :studio and address = lower(:email) and customer_id = :customer""")
                        .param("email", email)
                        .param("studio", customer.studioId())
                        .param("customer", customer.id())
                        .update()
                == 1;
        if (own) {
            return;
        }
        if (!addressed(customer.studioId(), customer.id(), email)) {
            throw taken(customer.studioId(), email);
        }
        jdbc.sql("delete from customer_addresses where studio_id = ? and address = lower(?)")
                .params(customer.studioId(), customer.email())
                .update();
    }

    @Transactional
    void delete(Caller caller, UUID id) {
        locked(caller, List.of(id));
        jdbc.sql("delete from customers where id = ?").param(id).update();
    }

    @Transactional
    void assign(Caller caller, UUID id, Collection<UUID> galleries) {
        Customer customer = locked(caller, List.of(id)).getFirst();
        UUID[] wanted = galleries.stream().distinct().sorted().toArray(UUID[]::new);
        int known = jdbc.sql("select id from galleries where id = any(?) and studio_id = ? order by id for key share")
                .params(wanted, customer.studioId())
                .query(UUID.class)
                .list()
                .size();
        if (known != wanted.length) {
            throw Problem.notFound();
        }
        jdbc.sql("delete from customer_galleries where customer_id = ? and gallery_id <> all(?)")
                .params(id, wanted)
                .update();
        jdbc.sql("""
                        insert into customer_galleries (customer_id, gallery_id, assigned_at)
                        select ?, g, now() from unnest(?) g order by g on conflict do nothing""").params(id, wanted).update();
    }

    /**
     * Makes one of two. Links, galleries and addresses of the other become this one's; what both have and only one can be kept in its
     * field, stands in the notes.
     */
    @Transactional
    void merge(Caller caller, UUID id, UUID otherId) {
        if (id.equals(otherId)) {
            throw Problem.of(ProblemKind.UNPROCESSABLE, "These are not two clients.");
        }
        List<Customer> both = locked(caller, Stream.of(id, otherId).sorted().toList());
        Customer kept = both.getFirst().id().equals(id) ? both.getFirst() : both.getLast();
        Customer other = kept == both.getFirst() ? both.getLast() : both.getFirst();
        if (!kept.studioId().equals(other.studioId())) {
            throw Problem.notFound();
        }
        jdbc.sql("update customer_addresses set customer_id = ? where customer_id = ?")
                .params(id, otherId)
                .update();
        jdbc.sql("update heard_links set customer_id = ? where customer_id = ?")
                .params(id, otherId)
                .update();
        jdbc.sql("""
                        insert into customer_galleries (customer_id, gallery_id, assigned_at)
                        select ?, gallery_id, assigned_at from customer_galleries where customer_id = ?
                        on conflict (customer_id, gallery_id) do update
                            set assigned_at = least(customer_galleries.assigned_at, excluded.assigned_at)""").params(id, otherId).update();
        boolean takesName = kept.hasNoName() && !other.hasNoName();
        boolean takesPhone = kept.phone() == null;
        String leftOver = Stream.of(
                        takesName || other.hasNoName() || other.name().equals(kept.name()) ? null : other.name(),
                        takesPhone || other.phone() == null || other.phone().equals(kept.phone())
                                ? null
                                : other.phone(),
                        other.notes())
                .filter(text -> text != null && !text.isBlank())
                .collect(Collectors.joining("\n"));
        String notes = Stream.of(kept.notes() == null ? "" : kept.notes(), leftOver)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
        jdbc.sql("""
                        update customers k set name = :name, phone = :phone, notes = :notes, updated_at = now(),
                            status = case when 'active' in (k.status, o.status) then 'active' else 'inactive' end,
                            last_accessed_at = greatest(k.last_accessed_at, o.last_accessed_at),
                            created_at = least(k.created_at, o.created_at)
                          from customers o where k.id = :id and o.id = :other""")
                .param("id", id)
                .param("other", otherId)
                .param("name", takesName ? other.name() : kept.name())
                .param("phone", takesPhone ? other.phone() : kept.phone())
                .param("notes", orNull(notes))
                .update();
        jdbc.sql("delete from customers where id = ?").param(otherId).update();
    }

    private record Customer(
            UUID id,
            UUID studioId,
            String name,
            String email,
            @Nullable String phone,
            @Nullable String notes) {

        boolean hasNoName() {
            return name.toLowerCase(Locale.ROOT).equals(email.toLowerCase(Locale.ROOT));
        }
    }

    private List<Customer> locked(Caller caller, List<UUID> ids) {
        List<Customer> found = jdbc.sql("""
                        select id, studio_id, name, email, phone, notes from customers
                         where id = any(:ids) and (:everywhere or studio_id = :studio) order by id for update""")
                .param("ids", ids.toArray(UUID[]::new))
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .query(Customer.class)
                .list();
        if (found.size() != ids.size()) {
            throw Problem.notFound();
        }
        return found;
    }

    /** Customers are the studio's, not those of whoever wrote them down. */
    @EventListener
    @Order(AccountGone.DELETE)
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(AccountGone gone) {
        jdbc.sql("delete from heard_links where studio_id = ?")
                .param(gone.studioId())
                .update();
        jdbc.sql("delete from customers where studio_id = ?")
                .param(gone.studioId())
                .update();
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
