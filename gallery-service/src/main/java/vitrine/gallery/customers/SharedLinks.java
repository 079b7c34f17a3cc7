package vitrine.gallery.customers;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;

/** Whoever is shared with becomes a customer; whoever opens a link was here. The events may come in any order. */
@Component
class SharedLinks {

    private static final String CREATED = "share.link.created.v1";

    private final CustomerKeeping customers;
    private final JdbcClient jdbc;

    SharedLinks(CustomerKeeping customers, JdbcClient jdbc) {
        this.customers = customers;
        this.jdbc = jdbc;
    }

    record Link(
            UUID linkId,
            UUID galleryId,
            UUID studioId,
            @Nullable UUID createdBy,
            @Nullable String recipientEmail,
            Instant at) {}

    @Consumes(
            queue = "gallery.customers",
            types = {CREATED, "share.link.viewed.v1"})
    void on(Event event) {
        Link link = event.dataAs(Link.class);
        boolean first = jdbc.sql("""
                        insert into heard_links (link_id, studio_id, gallery_id, created_by)
                        values (:link, :studio, :gallery, :by)
                        on conflict (link_id) do update set created_by = coalesce(heard_links.created_by, excluded.created_by)
                        returning xmax = 0""")
                .param("link", link.linkId())
                .param("studio", link.studioId())
                .param("gallery", link.galleryId())
                .param("by", link.createdBy())
                .query(Boolean.class)
                .single();
        String email =
                link.recipientEmail() == null ? "" : link.recipientEmail().strip();
        // Only at first: a customer who was deleted since does not come back with the next view.
        if (first && !email.isEmpty() && exists(link)) {
            becomesCustomer(link, email);
        }
        if (!event.type().equals(CREATED)) {
            jdbc.sql("""
                            update customers set last_accessed_at = greatest(last_accessed_at, :at)
                             where id = (select customer_id from heard_links where link_id = :link)""")
                    .param("at", Timestamp.from(link.at()))
                    .param("link", link.linkId())
                    .update();
        }
    }

    /** What a studio that is gone had shared makes nobody its customer. */
    private boolean exists(Link link) {
        return jdbc.sql("select 1 from galleries where id = ? and studio_id = ? for key share")
                .params(link.galleryId(), link.studioId())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private void becomesCustomer(Link link, String email) {
        UUID customer = customers.withAddress(link.studioId(), email);
        jdbc.sql("update heard_links set customer_id = ? where link_id = ?")
                .params(customer, link.linkId())
                .update();
        jdbc.sql(
                        "insert into customer_galleries (customer_id, gallery_id, assigned_at) values (?, ?, ?) on conflict do nothing")
                .params(customer, link.galleryId(), Timestamp.from(link.at()))
                .update();
    }
}
