package vitrine.share.proofing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.share.problems.Problem;
import vitrine.share.proofing.ProofingState.ChoiceList;
import vitrine.share.proofing.Visitors.Visitor;
import vitrine.share.visits.Admission;
import vitrine.share.visits.VisitedLink;

/** What visitors can do at a link that lets them in; whoever changes something is known by a cookie from then on. */
@Component
class Proofing {

    private final Admission admission;
    private final Proofings proofings;
    private final Visitors visitors;
    private final VisitorCookie cookie;
    private final Selections selections;
    private final VisitorChanges changes;
    private final ProofingEvents events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Proofing(
            Admission admission,
            Proofings proofings,
            Visitors visitors,
            VisitorCookie cookie,
            Selections selections,
            VisitorChanges changes,
            ProofingEvents events,
            TransactionTemplate transaction,
            Clock clock) {
        this.admission = admission;
        this.proofings = proofings;
        this.visitors = visitors;
        this.cookie = cookie;
        this.selections = selections;
        this.changes = changes;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    ProofingState state(String token, HttpServletRequest request) {
        var link = enter(token, request);
        return state(link, visitor(link, request));
    }

    ProofingState state(VisitedLink link, @Nullable Visitor visitor) {
        return selections.state(proofings.rules(link.id()), visitor);
    }

    VisitedLink enter(String token, HttpServletRequest request) {
        return admission.goOn(token, Admission.Pass.of(request));
    }

    @Nullable
    Visitor visitor(VisitedLink link, HttpServletRequest request) {
        return visitors.find(link.id(), VisitorCookie.secret(request)).orElse(null);
    }

    ResponseEntity<ChangesAnswer> apply(String token, HttpServletRequest request, ChangesRequest wanted) {
        var link = enter(token, request);
        return change(link, request, HttpStatus.OK, (rules, visitor) -> {
            var outcomes = changes.apply(link.id(), rules, visitor, wanted.changes());
            var first = outcomes.getFirst().refused();
            // A call that the round refuses as a whole is answered by that, like one for a single change.
            if (first != null
                    && first.isOfTheRound()
                    && outcomes.stream().allMatch(outcome -> outcome.refused() == first)) {
                throw first.problem();
            }
            return new ChangesAnswer(outcomes, selections.state(rules, visitor));
        });
    }

    ResponseEntity<ProofingState> describe(
            String token, HttpServletRequest request, @Nullable String name, @Nullable String email) {
        var link = enter(token, request);
        return change(link, request, HttpStatus.OK, (rules, visitor) -> {
            visitors.describe(visitor.id(), name, email);
            events.changed(link.id());
            return selections.state(rules, new Visitor(visitor.id(), name, email));
        });
    }

    ResponseEntity<ChoiceList> addList(String token, HttpServletRequest request, String name) {
        var link = enter(token, request);
        return change(link, request, HttpStatus.CREATED, (rules, visitor) -> {
            requireOpen(rules, visitor);
            var list = selections.addList(visitor.id(), name);
            events.changed(link.id());
            return list;
        });
    }

    ResponseEntity<ProofingState> editList(String token, HttpServletRequest request, UUID list, @Nullable String name) {
        var link = enter(token, request);
        var known = visitor(link, request);
        if (known == null || !selections.hasList(known.id(), list)) {
            throw noList();
        }
        return change(link, request, HttpStatus.OK, (rules, visitor) -> {
            requireOpen(rules, visitor);
            var found = name == null
                    ? selections.deleteList(visitor.id(), list, null)
                    : selections.renameList(visitor.id(), list, name);
            if (!found) {
                throw noList();
            }
            events.changed(link.id());
            return selections.state(rules, visitor);
        });
    }

    List<ChoiceList> lists(String token, HttpServletRequest request) {
        var link = enter(token, request);
        var visitor = visitor(link, request);
        return visitor == null ? List.of() : selections.lists(visitor.id());
    }

    ResponseEntity<ProofingState> signOff(String token, HttpServletRequest request) {
        var link = enter(token, request);
        return change(link, request, HttpStatus.OK, (rules, visitor) -> {
            var signed = selections.sign(visitor.id(), rules).orElseThrow(() -> notSigned(rules, visitor));
            events.signed(link.id(), visitor, signed.chosen());
            events.changed(link.id());
            return selections.state(rules, visitor);
        });
    }

    private Problem notSigned(Rules rules, Visitor visitor) {
        var refusal = changes.ofTheRound(rules, visitor.id());
        if (refusal != null) {
            return refusal.problem();
        }
        var chosen = selections.chosen(visitor.id(), rules.kind());
        return rules.exceeds(chosen)
                ? Problem.of(
                                HttpStatus.CONFLICT,
                                "selection-too-large",
                                "Too many chosen",
                                "More photos are chosen than may be sent.")
                        .with("quota", rules.quota())
                        .with("chosen", chosen)
                : Problem.of(HttpStatus.CONFLICT, "nothing-chosen", "Nothing chosen", "Nothing is chosen yet.");
    }

    private void requireOpen(Rules rules, Visitor visitor) {
        var refusal = changes.ofTheRound(rules, visitor.id());
        if (refusal != null) {
            throw refusal.problem();
        }
    }

    private static Problem noList() {
        return Problem.notFound("There is no such list.");
    }

    /** Rules first, then the visitor: always in this order, so that no two wait for each other. */
    private <T> ResponseEntity<T> change(
            VisitedLink link, HttpServletRequest request, HttpStatus status, BiFunction<Rules, Visitor, T> change) {
        var secret = VisitorCookie.secret(request).orElseGet(cookie::newSecret);
        record Done<T>(T body, String secret) {}
        var done = transaction.execute(tx -> {
            var rules = proofings.pinned(link.id());
            if (rules.state(clock.instant()) == RoundState.OFF) {
                throw Refusal.PROOFING_OFF.problem();
            }
            var known = visitors.find(link.id(), java.util.Optional.of(secret)).orElse(null);
            var kept = known == null && VisitorCookie.secret(request).isPresent() ? cookie.newSecret() : secret;
            var visitor = known == null ? visitors.add(link.id(), kept) : known;
            visitors.lock(visitor.id());
            return new Done<>(change.apply(rules, visitor), kept);
        });
        if (done == null) {
            throw new IllegalStateException("Nothing was done");
        }
        return ResponseEntity.status(status)
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookie.of(link.token(), done.secret()).toString())
                .body(done.body());
    }
}
