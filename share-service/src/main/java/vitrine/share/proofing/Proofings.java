package vitrine.share.proofing;

import static vitrine.share.links.Columns.moment;
import static vitrine.share.links.Columns.timestamp;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.share.security.Caller;

/** The rules and rounds of links. Whose a link is, is part of each query of the photographer's. */
@Repository
class Proofings {

    private final JdbcClient jdbc;

    Proofings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param createdBy who made the link; its notices go there */
    record LinkFacts(
            UUID id, UUID studioId, UUID galleryId, UUID createdBy, String galleryName, String studioName, int epoch) {}

    private static final String FACTS = """
            select l.id, l.studio_id, l.gallery_id, l.created_by, g.name as gallery_name, g.studio_name, l.epoch
            from share_links l join galleries g on g.id = l.gallery_id
            where l.id = :link\s""";

    LinkFacts facts(UUID link) {
        return jdbc.sql(FACTS).param("link", link).query(LinkFacts.class).single();
    }

    /** A caller without a studio owns nothing: comparing with null is never true. */
    Optional<LinkFacts> facts(Caller caller, UUID link) {
        return jdbc.sql(FACTS + (caller.isAdmin() ? "" : "and l.studio_id = :studio"))
                .param("link", link)
                .param("studio", caller.studio())
                .query(LinkFacts.class)
                .optional();
    }

    Rules rules(UUID link) {
        return jdbc.sql("select * from proofing where link_id = ?")
                .param(link)
                .query(Rules::of)
                .optional()
                .orElse(Rules.USUAL);
    }

    /** The rules stay as they are until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Rules pinned(UUID link) {
        ensure(link);
        return jdbc.sql("select * from proofing where link_id = ? for share")
                .param(link)
                .query(Rules::of)
                .single();
    }

    void save(UUID link, ProofingChange change) {
        ensure(link);
        jdbc.sql("""
                        update proofing set enabled = :enabled, kind = :kind, quota = :quota,
                            beyond_quota = :beyondQuota, comments = :comments, deadline = :deadline
                        where link_id = :link""")
                .param("link", link)
                .param("enabled", change.enabled())
                .param("kind", change.kind().stored())
                .param("quota", change.quota())
                .param("beyondQuota", change.beyondQuota())
                .param("comments", change.comments())
                .param("deadline", timestamp(change.deadline()))
                .update();
    }

    void close(UUID link, Instant now) {
        ensure(link);
        jdbc.sql("update proofing set closed_at = :now where link_id = :link and closed_at is null")
                .param("link", link)
                .param("now", moment(now))
                .update();
    }

    /** A new round, in which everybody may change and sign off again. A deadline that has passed is none any more. */
    void reopen(UUID link, Instant now) {
        ensure(link);
        jdbc.sql("""
                        update proofing set closed_at = null, round = round + 1,
                            deadline = case when deadline > :now then deadline end
                        where link_id = :link""").param("link", link).param("now", moment(now)).update();
    }

    private void ensure(UUID link) {
        jdbc.sql("insert into proofing (link_id) values (?) on conflict do nothing")
                .param(link)
                .update();
    }
}
