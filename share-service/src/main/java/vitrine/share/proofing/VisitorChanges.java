package vitrine.share.proofing;

import static vitrine.share.links.Columns.moment;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vitrine.share.proofing.ChangesAnswer.ChangeOutcome;
import vitrine.share.proofing.ChangesRequest.ChangeKind;
import vitrine.share.proofing.ChangesRequest.ProofChange;

/**
 * Takes in what visitors do, each change once. Changes to one thing count in the order in which they arrive, from
 * whichever device.
 */
@Component
class VisitorChanges {

    private static final String REMEMBERED = "180 days";

    private final JdbcClient jdbc;
    private final Selections selections;
    private final Comments comments;
    private final ProofingEvents events;
    private final Clock clock;

    VisitorChanges(JdbcClient jdbc, Selections selections, Comments comments, ProofingEvents events, Clock clock) {
        this.jdbc = jdbc;
        this.selections = selections;
        this.comments = comments;
        this.events = events;
        this.clock = clock;
    }

    /** With the link's rules pinned and the visitor locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<ChangeOutcome> apply(UUID link, Rules rules, Visitors.Visitor visitor, List<ProofChange> changes) {
        var applied = applied(visitor.id(), changes);
        var round =
                new Round(link, rules, visitor, ofTheRound(rules, visitor.id()), shown(link, changes), new HashSet<>());
        var outcomes = changes.stream()
                .map(change -> new ChangeOutcome(
                        change.id(), applied.contains(change.id()) ? null : apply(change, round, applied)))
                .toList();
        if (!round.chosen().isEmpty()) {
            events.choicesChanged(visitor.id());
        }
        if (outcomes.stream().anyMatch(outcome -> outcome.refused() == null)) {
            events.changed(link);
        }
        return outcomes;
    }

    private record Round(
            UUID link,
            Rules rules,
            Visitors.Visitor visitor,
            @Nullable Refusal refusal,
            Set<UUID> shown,
            Set<UUID> chosen) {}

    @Nullable
    Refusal ofTheRound(Rules rules, UUID visitor) {
        return switch (rules.state(clock.instant())) {
            case OFF -> Refusal.PROOFING_OFF;
            case CLOSED -> Refusal.ROUND_CLOSED;
            case OVER -> Refusal.ROUND_OVER;
            case OPEN -> selections.signedOff(visitor, rules.round()).isPresent() ? Refusal.SELECTION_SIGNED : null;
        };
    }

    private Set<UUID> applied(UUID visitor, List<ProofChange> changes) {
        return new HashSet<>(jdbc.sql("select id from applied_changes where visitor_id = ? and id = any (?)")
                .params(visitor, changes.stream().map(ProofChange::id).toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    private Set<UUID> shown(UUID link, List<ProofChange> changes) {
        return new HashSet<>(jdbc.sql("select id from link_photos where link_id = ? and id = any (?)")
                .params(
                        link,
                        changes.stream()
                                .map(ProofChange::photoId)
                                .filter(Objects::nonNull)
                                .toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    private @Nullable Refusal apply(ProofChange change, Round round, Set<UUID> applied) {
        var refusal = switch (change.kind()) {
            case CHOOSE, UNCHOOSE -> choose(change, round);
            case APPROVE, REJECT, CLEAR -> judge(change, round);
            case COMMENT, EDIT_COMMENT, DELETE_COMMENT -> remark(change, round);
            case ADD_LIST, RENAME_LIST, DELETE_LIST, ORDER_LISTS -> arrange(change, round);
        };
        if (refusal == null) {
            applied.add(change.id());
            jdbc.sql("insert into applied_changes (visitor_id, id, applied_at) values (?, ?, ?)")
                    .params(round.visitor().id(), change.id(), moment(clock.instant()))
                    .update();
        }
        return refusal;
    }

    private @Nullable Refusal choose(ProofChange change, Round round) {
        var photo = change.photoId();
        if (round.refusal() != null) {
            return round.refusal();
        }
        if (photo == null || !round.shown().contains(photo)) {
            return Refusal.NO_SUCH_PHOTO;
        }
        var visitor = round.visitor().id();
        var list = change.listId();
        if (list != null && !selections.hasList(visitor, list)) {
            return Refusal.NO_SUCH_LIST;
        }
        selections.choose(
                list == null ? selections.favourites(visitor) : list, photo, change.kind() == ChangeKind.CHOOSE);
        round.chosen().add(photo);
        return null;
    }

    private @Nullable Refusal judge(ProofChange change, Round round) {
        var photo = change.photoId();
        if (round.refusal() != null) {
            return round.refusal();
        }
        if (photo == null || !round.shown().contains(photo)) {
            return Refusal.NO_SUCH_PHOTO;
        }
        if (round.rules().kind() != ProofingKind.APPROVE) {
            return Refusal.INVALID;
        }
        selections.judge(
                round.visitor().id(),
                photo,
                switch (change.kind()) {
                    case APPROVE -> "approved";
                    case REJECT -> "rejected";
                    default -> null;
                });
        round.chosen().add(photo);
        return null;
    }

    private @Nullable Refusal arrange(ProofChange change, Round round) {
        if (round.refusal() != null) {
            return round.refusal();
        }
        var visitor = round.visitor().id();
        if (change.kind() == ChangeKind.ADD_LIST) {
            var name = ListName.of(change.text());
            return name == null ? Refusal.INVALID : selections.addList(visitor, change.id(), name);
        }
        if (change.kind() == ChangeKind.ORDER_LISTS) {
            if (change.listIds() == null) {
                return Refusal.INVALID;
            }
            selections.orderLists(visitor, change.listIds());
            return null;
        }
        var list = change.listId();
        if (list == null) {
            return Refusal.NO_SUCH_LIST;
        }
        if (change.kind() == ChangeKind.DELETE_LIST) {
            // That it is gone already is what was wanted.
            return selections.deleteList(visitor, list, change.photoIds()) || selections.hasList(visitor, list)
                    ? null
                    : Refusal.NO_SUCH_LIST;
        }
        var name = ListName.of(change.text());
        if (name == null) {
            return Refusal.INVALID;
        }
        return selections.renameList(visitor, list, name) ? null : Refusal.NO_SUCH_LIST;
    }

    /** What was signed off is the selection: there may still be something to say. */
    private @Nullable Refusal remark(ProofChange change, Round round) {
        if (round.refusal() != null && round.refusal() != Refusal.SELECTION_SIGNED) {
            return round.refusal();
        }
        if (!round.rules().comments()) {
            return Refusal.COMMENTS_OFF;
        }
        var visitor = round.visitor().id();
        var comment = change.commentId();
        if (change.kind() == ChangeKind.DELETE_COMMENT) {
            return comment != null && comments.delete(visitor, comment) ? null : Refusal.NO_SUCH_COMMENT;
        }
        var text = CommentText.of(change.text());
        if (text == null || !isPlace(change.x(), change.y())) {
            return Refusal.INVALID;
        }
        if (change.kind() == ChangeKind.EDIT_COMMENT) {
            return comment != null && comments.edit(visitor, comment, text) ? null : Refusal.NO_SUCH_COMMENT;
        }
        var photo = change.photoId();
        if (photo == null || !round.shown().contains(photo)) {
            return Refusal.NO_SUCH_PHOTO;
        }
        if (comments.isFull(visitor)) {
            return Refusal.TOO_MANY;
        }
        if (!comments.add(change.id(), round.link(), visitor, photo, text, change.x(), change.y(), change.at())) {
            return Refusal.INVALID;
        }
        events.commentWritten(round.link(), photo, round.visitor(), text);
        return null;
    }

    private static boolean isPlace(@Nullable Float x, @Nullable Float y) {
        return x == null && y == null || x != null && y != null && isPart(x) && isPart(y);
    }

    private static boolean isPart(float value) {
        return value >= 0 && value <= 1;
    }

    @Scheduled(initialDelayString = "PT20M", fixedDelayString = "PT6H")
    void forgetOld() {
        jdbc.sql("delete from applied_changes where applied_at < now() - interval '" + REMEMBERED + "'")
                .update();
        jdbc.sql("delete from choice_lists where deleted_at < now() - interval '" + REMEMBERED + "'")
                .update();
    }
}
