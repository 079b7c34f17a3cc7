package vitrine.gallery.customers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.gallery.access.Caller;
import vitrine.gallery.pages.Cursor;
import vitrine.gallery.pages.Page;
import vitrine.gallery.pages.Search;
import vitrine.gallery.problems.Problem;

/** Customers to look at. */
@Component
class CustomerList {

    private static final String SELECT = """
            select c.*,
                   (select count(*) from customer_galleries g where g.customer_id = c.id) gallery_count,
                   (select count(*) from heard_links l where l.customer_id = c.id) link_count,
                   array(select a.email from customer_addresses a
                          where a.customer_id = c.id and a.address <> lower(c.email) order by a.address) other_emails
              from customers c where (:everywhere or c.studio_id = :studio)""";

    private final JdbcClient jdbc;

    CustomerList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws Problem not found, also for customers of others */
    CustomerView one(Caller caller, UUID id) {
        return jdbc.sql(SELECT + " and c.id = :id")
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .param("id", id)
                .query(CustomerList::view)
                .optional()
                .orElseThrow(Problem::notFound);
    }

    Page<CustomerView> newestFirst(
            Caller caller, int limit, @Nullable String cursor, @Nullable String q, @Nullable CustomerStatus status) {
        List<CustomerView> rows = jdbc.sql(SELECT + """
                         and c.id < :before and (cast(:status as varchar) is null or c.status = :status)
                         and (c.name ilike :pattern or c.phone ilike :pattern or exists
                             (select from customer_addresses a where a.customer_id = c.id and a.email ilike :pattern))
                       order by c.id desc limit :rows""")
                .param("everywhere", caller.admin())
                .param("studio", caller.studioId())
                .param("before", Cursor.before(cursor))
                .param("status", status == null ? null : status.stored())
                .param("pattern", Search.pattern(q))
                .param("rows", limit + 1)
                .query(CustomerList::view)
                .list();
        return Page.of(rows, limit, customer -> Cursor.at(customer.id()), customer -> customer);
    }

    List<CustomerView> all(UUID studioId) {
        return jdbc.sql(SELECT + " order by c.name, c.id")
                .param("everywhere", false)
                .param("studio", studioId)
                .query(CustomerList::view)
                .list();
    }

    List<CustomerGallery> galleries(Caller caller, UUID id) {
        one(caller, id);
        return jdbc.sql("""
                        select g.id, g.name, a.assigned_at from customer_galleries a join galleries g on g.id = a.gallery_id
                         where a.customer_id = :id and g.binned_at is null order by a.assigned_at desc, g.id""")
                .param("id", id)
                .query((row, n) -> new CustomerGallery(
                        row.getObject("id", UUID.class), row.getString("name"), time(row, "assigned_at")))
                .list();
    }

    private static CustomerView view(ResultSet row, int n) throws SQLException {
        return new CustomerView(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("email"),
                Arrays.asList((String[]) row.getArray("other_emails").getArray()),
                row.getString("phone"),
                row.getString("notes"),
                CustomerStatus.ofStored(row.getString("status")),
                row.getInt("gallery_count"),
                row.getInt("link_count"),
                instant(row, "last_accessed_at"),
                time(row, "created_at"),
                time(row, "updated_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
