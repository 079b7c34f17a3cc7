package vitrine.share.proofing;

import static vitrine.share.links.Columns.moment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.messaging.Outbox;
import vitrine.share.live.LinkNotice;

/** Tells the studio's open pages at once and the other services by events; of many choices, once. */
@Component
class ProofingEvents {

    private static final int EXCERPT = 160;
    private static final int AT_ONCE = 100;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final LinkNotice.Bell bell;
    private final Proofings proofings;
    private final Selections selections;
    private final Clock clock;
    private final Settings settings;

    ProofingEvents(
            JdbcClient jdbc,
            Outbox outbox,
            LinkNotice.Bell bell,
            Proofings proofings,
            Selections selections,
            Clock clock,
            Settings settings) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.bell = bell;
        this.proofings = proofings;
        this.selections = selections;
        this.clock = clock;
        this.settings = settings;
    }

    record CommentWritten(
            UUID linkId,
            UUID galleryId,
            UUID studioId,
            UUID createdBy,
            UUID photoId,
            @Nullable String visitorName,
            String textExcerpt,
            Instant at) {}

    record SelectionFacts(
            UUID linkId,
            UUID galleryId,
            UUID studioId,
            UUID createdBy,
            @Nullable String visitorName,
            int chosen,
            Instant at) {}

    @Transactional(propagation = Propagation.MANDATORY)
    public void changed(UUID link) {
        bell.ring(proofings.facts(link).studioId(), link);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void commentWritten(UUID link, UUID photo, Visitors.Visitor visitor, String text) {
        var facts = proofings.facts(link);
        publish(
                "share.comment.written.v1",
                visitor.id(),
                new CommentWritten(
                        link,
                        facts.galleryId(),
                        facts.studioId(),
                        facts.createdBy(),
                        photo,
                        visitor.name(),
                        excerpt(text),
                        now()));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void signed(UUID link, Visitors.Visitor visitor, int chosen) {
        jdbc.sql("update visitors set untold_since = null where id = ?")
                .param(visitor.id())
                .update();
        publish("share.selection.signed.v1", visitor.id(), selection(link, visitor.name(), chosen));
    }

    /** Told after a while, together with what follows until then. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void choicesChanged(UUID visitor) {
        jdbc.sql("update visitors set untold_since = coalesce(untold_since, ?) where id = ?")
                .params(moment(clock.instant()), visitor)
                .update();
    }

    private record Untold(UUID id, UUID linkId, @Nullable String name) {}

    /** Of several instances each tells of other visitors. */
    @Scheduled(fixedDelayString = "${vitrine.proofing.every}")
    @Transactional
    public void tellOfChoices() {
        jdbc.sql("""
                        update visitors set untold_since = null
                        where id in (
                            select id from visitors where untold_since <= :before
                            order by untold_since limit :limit for update skip locked)
                        returning id, link_id, name""")
                .param("before", moment(clock.instant().minus(settings.tellAfter())))
                .param("limit", AT_ONCE)
                .query(Untold.class)
                .list()
                .forEach(visitor -> publish(
                        "share.photo.chosen.v1",
                        visitor.id(),
                        selection(
                                visitor.linkId(),
                                visitor.name(),
                                selections.chosen(
                                        visitor.id(),
                                        proofings.rules(visitor.linkId()).kind()))));
    }

    private SelectionFacts selection(UUID link, @Nullable String visitor, int chosen) {
        var facts = proofings.facts(link);
        return new SelectionFacts(link, facts.galleryId(), facts.studioId(), facts.createdBy(), visitor, chosen, now());
    }

    /** About the visitor and not the link: what cannot be delivered must never hold back that a link was revoked. */
    private void publish(String type, UUID visitor, Object facts) {
        var version = jdbc.sql("select nextval('proofing_event_versions')")
                .query(Long.class)
                .single();
        outbox.publish(type, visitor, version, facts);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String excerpt(String text) {
        var line = text.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= EXCERPT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, EXCERPT - 1)) + "…";
    }

    /**
     * @param tellAfter how long choices are collected before they are told of
     * @param every how long after a look for such choices the next one follows
     */
    @ConfigurationProperties("vitrine.proofing")
    record Settings(Duration tellAfter, Duration every) {}
}
