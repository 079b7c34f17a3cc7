package vitrine.share.proofing;

import static vitrine.share.links.Columns.instant;
import static vitrine.share.links.Columns.uuid;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vitrine.share.media.MediaUrls;
import vitrine.share.media.MediaUrls.Variant;
import vitrine.share.paging.Cursors;
import vitrine.share.paging.Cursors.Place;
import vitrine.share.paging.Page;
import vitrine.share.problems.Problem;
import vitrine.share.proofing.ProofingState.PhotoComment;
import vitrine.share.proofing.ProofingState.SignedOff;
import vitrine.share.proofing.Proofings.LinkFacts;
import vitrine.share.security.Caller;

/** What the photographer sees and decides of a link's visitors. */
@Component
class StudioProofing {

    private static final int MOST_VISITORS = 200;

    private final Proofings proofings;
    private final Comments comments;
    private final ProofingEvents events;
    private final MediaUrls mediaUrls;
    private final JdbcClient jdbc;
    private final Clock clock;

    StudioProofing(
            Proofings proofings,
            Comments comments,
            ProofingEvents events,
            MediaUrls mediaUrls,
            JdbcClient jdbc,
            Clock clock) {
        this.proofings = proofings;
        this.comments = comments;
        this.events = events;
        this.mediaUrls = mediaUrls;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param visitors those who chose, said or signed something, latest first, at most 200 of {@code visitorCount} */
    record LinkProofing(
            UUID linkId,
            UUID galleryId,
            String galleryName,
            RoundState state,
            boolean enabled,
            ProofingKind kind,
            @Nullable Integer quota,
            boolean beyondQuota,
            boolean comments,
            @Nullable Instant deadline,
            int round,
            @Nullable Instant closedAt,
            int visitorCount,
            int signedCount,
            int commentCount,
            List<LinkVisitor> visitors) {}

    /** @param chosen photos that count: as signed off in this round, or else as chosen now */
    record LinkVisitor(
            UUID id,
            @Nullable String name,
            @Nullable String email,
            int chosen,
            int approved,
            int rejected,
            int comments,
            List<VisitorList> lists,
            @Nullable SignedOff signed,
            Instant lastSeenAt) {}

    record VisitorList(UUID id, String name, int chosen) {}

    /** @param thumbnail none when the photo is gone */
    record SelectedPhoto(
            UUID photoId,
            String filename,
            @Nullable String thumbnail,
            List<String> visitors,
            int chosen,
            int approved,
            int rejected) {}

    record LinkComment(
            PhotoComment comment,
            UUID visitorId,
            @Nullable String filename,
            @Nullable String thumbnail) {}

    LinkFacts own(Caller caller, UUID link) {
        return proofings.facts(caller, link).orElseThrow(() -> Problem.notFound("There is no such share link."));
    }

    LinkProofing view(Caller caller, UUID id) {
        var link = own(caller, id);
        var rules = proofings.rules(id);
        var visitors = visitors(id, rules);
        record Counts(int visitors, int signed, int comments) {}
        var counts = jdbc.sql("""
                        select (select count(*)::int from visitors where link_id = :link and merged_into is null) as visitors,
                            (select count(*)::int from sign_offs where link_id = :link and round = :round) as signed,
                            (select count(*)::int from comments where link_id = :link and deleted_at is null) as comments""")
                .param("link", id)
                .param("round", rules.round())
                .query(Counts.class)
                .single();
        return new LinkProofing(
                id,
                link.galleryId(),
                link.galleryName(),
                rules.state(clock.instant()),
                rules.enabled(),
                rules.kind(),
                rules.quota(),
                rules.beyondQuota(),
                rules.comments(),
                rules.deadline(),
                rules.round(),
                rules.closedAt(),
                counts.visitors(),
                counts.signed(),
                counts.comments(),
                visitors);
    }

    private List<LinkVisitor> visitors(UUID link, Rules rules) {
        record OfVisitor(UUID visitor, VisitorList list) {}
        var lists = jdbc.sql("""
                        select visitor_id, list_id, list_name, count(*)::int as chosen
                        from effective_choices where link_id = ? and list_kind = 'named'
                        group by visitor_id, list_id, list_name order by list_name, list_id""")
                .param(link)
                .query((row, number) -> new OfVisitor(
                        uuid(row, "visitor_id"),
                        new VisitorList(uuid(row, "list_id"), row.getString("list_name"), row.getInt("chosen"))))
                .list();
        return jdbc.sql("""
                        select v.id, v.name, v.email, v.last_seen_at, coalesce(e.chosen, 0) as chosen,
                            coalesce(e.approved, 0) as approved, coalesce(e.rejected, 0) as rejected,
                            coalesce(c.comments, 0) as comments, s.signed_at, s.chosen as signed_chosen
                        from visitors v
                            left join (
                                select visitor_id, count(*) filter (where list_kind = 'favourites')::int as chosen,
                                    count(*) filter (where verdict = 'approved')::int as approved,
                                    count(*) filter (where verdict = 'rejected')::int as rejected
                                from effective_choices where link_id = :link group by visitor_id) e on e.visitor_id = v.id
                            left join (
                                select visitor_id, count(*)::int as comments
                                from comments where link_id = :link and deleted_at is null and author_id is null
                                group by visitor_id) c on c.visitor_id = v.id
                            left join sign_offs s on s.visitor_id = v.id and s.round = :round
                        where v.link_id = :link and v.merged_into is null
                        order by v.last_seen_at desc, v.id limit :limit""")
                .param("link", link)
                .param("round", rules.round())
                .param("limit", MOST_VISITORS)
                .query((row, number) -> {
                    var id = uuid(row, "id");
                    var signedAt = instant(row, "signed_at");
                    return new LinkVisitor(
                            id,
                            row.getString("name"),
                            row.getString("email"),
                            row.getInt("chosen"),
                            row.getInt("approved"),
                            row.getInt("rejected"),
                            row.getInt("comments"),
                            lists.stream()
                                    .filter(list -> list.visitor().equals(id))
                                    .map(OfVisitor::list)
                                    .toList(),
                            signedAt == null
                                    ? null
                                    : new SignedOff(rules.round(), signedAt, row.getInt("signed_chosen")),
                            row.getTimestamp("last_seen_at").toInstant());
                })
                .list();
    }

    @Transactional
    public LinkProofing change(Caller caller, UUID link, ProofingChange change) {
        own(caller, link);
        var deadline = change.deadline();
        if (deadline != null
                && deadline.isBefore(clock.instant())
                && !deadline.equals(proofings.rules(link).deadline())) {
            throw Problem.invalid("deadline", "must be in the future");
        }
        proofings.save(link, change);
        events.changed(link);
        return view(caller, link);
    }

    @Transactional
    public LinkProofing close(Caller caller, UUID link) {
        own(caller, link);
        proofings.close(link, clock.instant());
        events.changed(link);
        return view(caller, link);
    }

    @Transactional
    public LinkProofing reopen(Caller caller, UUID link) {
        own(caller, link);
        proofings.reopen(link, clock.instant());
        events.changed(link);
        return view(caller, link);
    }

    /** In the gallery's order; photos that are gone come first. */
    Page<SelectedPhoto> selections(
            Caller caller, UUID link, @Nullable UUID visitor, @Nullable UUID list, @Nullable Place after, int limit) {
        own(caller, link);
        var urls = mediaUrls.forGrant("u." + caller.id(), null);
        record Row(SelectedPhoto photo, String position) {}
        var rows = jdbc.sql("""
                        select e.photo_id, min(e.filename) as filename, min(p.key) as key,
                            coalesce(min(p.position), '') as position,
                            array_agg(distinct coalesce(v.name, '')) as names,
                            count(distinct e.visitor_id) filter (where e.list_kind is not null)::int as chosen,
                            count(*) filter (where e.verdict = 'approved')::int as approved,
                            count(*) filter (where e.verdict = 'rejected')::int as rejected
                        from effective_choices e
                            join visitors v on v.id = e.visitor_id
                            left join photos p on p.id = e.photo_id
                        where e.link_id = :link and (:visitor::uuid is null or e.visitor_id = :visitor)
                            and case when :list::uuid is not null then e.list_id = :list
                                when e.list_kind is not null then e.list_kind = 'favourites' else true end
                        group by e.photo_id
                        having :position::text is null
                            or (coalesce(min(p.position), ''), e.photo_id) > (:position, :id::uuid)
                        order by coalesce(min(p.position), ''), e.photo_id limit :limit""")
                .param("link", link)
                .param("visitor", visitor)
                .param("list", list)
                .param("position", after == null ? null : after.position())
                .param("id", after == null ? null : after.id())
                .param("limit", limit + 1)
                .query((row, number) -> {
                    var key = row.getString("key");
                    return new Row(
                            new SelectedPhoto(
                                    uuid(row, "photo_id"),
                                    row.getString("filename"),
                                    key == null ? null : urls.show(key, Variant.THUMBNAIL),
                                    List.of((String[]) row.getArray("names").getArray()),
                                    row.getInt("chosen"),
                                    row.getInt("approved"),
                                    row.getInt("rejected")),
                            row.getString("position"));
                })
                .list();
        return Page.of(
                rows,
                limit,
                last -> Cursors.of(new Place(last.position(), last.photo().photoId())),
                Row::photo);
    }

    Page<LinkComment> comments(Caller caller, UUID link, @Nullable UUID photo, @Nullable Place after, int limit) {
        own(caller, link);
        var urls = mediaUrls.forGrant("u." + caller.id(), null);
        var rows = comments.page(
                link,
                photo,
                after == null ? null : moment(after.position()),
                after == null ? null : after.id(),
                limit + 1);
        return Page.of(
                rows,
                limit,
                last -> Cursors.of(new Place(
                        last.comment().createdAt().toString(), last.comment().id())),
                row -> new LinkComment(
                        row.comment(),
                        row.visitorId(),
                        row.filename(),
                        row.key() == null ? null : urls.show(row.key(), Variant.THUMBNAIL)));
    }

    private static Instant moment(String position) {
        try {
            return Instant.parse(position);
        } catch (java.time.format.DateTimeParseException e) {
            throw Problem.invalid("cursor", "is not a cursor of this list");
        }
    }

    @Transactional
    public PhotoComment answer(Caller caller, UUID link, UUID comment, String given) {
        own(caller, link);
        var text = CommentText.of(given);
        if (text == null) {
            throw Problem.invalid("text", "must be 1 to " + Comments.LONGEST + " characters of plain text");
        }
        var answer = comments.answer(link, comment, caller, text).orElseThrow(StudioProofing::noComment);
        events.changed(link);
        return answer;
    }

    @Transactional
    public void removeComment(Caller caller, UUID link, UUID comment) {
        own(caller, link);
        if (!comments.remove(link, comment)) {
            throw noComment();
        }
        events.changed(link);
    }

    private static Problem noComment() {
        return Problem.notFound("There is no such comment.");
    }

    /** One line for each visitor, list and photo, or for each visitor and judged photo, in the gallery's order. */
    List<Selected> selected(UUID link, @Nullable UUID visitor, @Nullable UUID list) {
        return jdbc.sql("""
                        select e.photo_id, e.filename, p.title, v.name as visitor, v.email, e.list_kind, e.list_name,
                            e.verdict
                        from effective_choices e
                            join visitors v on v.id = e.visitor_id
                            left join photos p on p.id = e.photo_id
                        where e.link_id = :link and (:visitor::uuid is null or e.visitor_id = :visitor)
                            and (:list::uuid is null or e.list_id = :list)
                        order by coalesce(p.position, ''), e.photo_id, v.name, v.id, e.list_kind, e.list_name""")
                .param("link", link)
                .param("visitor", visitor)
                .param("list", list)
                .query(Selected.class)
                .list();
    }

    record Selected(
            UUID photoId,
            String filename,
            @Nullable String title,
            @Nullable String visitor,
            @Nullable String email,
            @Nullable String listKind,
            @Nullable String listName,
            @Nullable String verdict) {

        boolean isWanted() {
            return !"rejected".equals(verdict);
        }
    }
}
