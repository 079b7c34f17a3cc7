package vitrine.share.proofing;

import static vitrine.share.links.Columns.moment;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.share.letters.LetterPress;
import vitrine.share.letters.Letters;
import vitrine.share.problems.Problem;
import vitrine.share.proofing.Visitors.Visitor;
import vitrine.share.settings.PublicOrigins;
import vitrine.share.visits.VisitedLink;

/**
 * Brings a visitor to another device by a letter. Whoever reads mail of the address becomes this visitor there; what was
 * chosen on that device before is kept too.
 */
@Component
class Carrying {

    private static final Duration GOOD_FOR = Duration.ofMinutes(30);
    private static final int LETTERS_TO_ONE = 3;
    private static final int LETTERS_OF_A_LINK = 20;

    private final Proofing proofing;
    private final Visitors visitors;
    private final VisitorCookie cookie;
    private final Letters letters;
    private final LetterPress press;
    private final ProofingEvents events;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String viewAddress;

    Carrying(
            Proofing proofing,
            Visitors visitors,
            VisitorCookie cookie,
            Letters letters,
            LetterPress press,
            ProofingEvents events,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            PublicOrigins origins) {
        this.proofing = proofing;
        this.visitors = visitors;
        this.cookie = cookie;
        this.letters = letters;
        this.press = press;
        this.events = events;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.viewAddress = origins.share() + "/view/";
    }

    /** Of the visitor that this browser is, or else of the one who gave this address. */
    void send(String token, HttpServletRequest request, String email, @Nullable String language) {
        var link = proofing.enter(token, request);
        var here = proofing.visitor(link, request);
        transaction.executeWithoutResult(status -> {
            var visitor = here != null
                    ? here.id()
                    : visitors.byEmail(link.id(), email).orElse(null);
            if (isAllowed(link, email) && visitor != null) {
                post(link, visitor, email, language);
            }
        });
    }

    private void post(VisitedLink link, UUID visitor, String email, @Nullable String language) {
        var code = cookie.newSecret();
        jdbc.sql("insert into visitor_carries (code_hash, visitor_id, expires_at) values (?, ?, ?)")
                .params(
                        VisitorCookie.hash(code),
                        visitor,
                        moment(clock.instant().plus(GOOD_FOR)))
                .update();
        // Behind the # it is not sent to any server, and no program that looks at links in mails uses it up.
        letters.post(press.print(new LetterPress.Draft(
                "carry",
                email,
                null,
                LetterPress.languageOf(language),
                link.gallery().studioId(),
                link.gallery().studioName(),
                List.of(link.gallery().name()),
                viewAddress + link.token() + "#carry=" + code)));
    }

    /** Asking counts whether or not a letter leaves, and is counted one after the other. */
    private boolean isAllowed(VisitedLink link, String email) {
        var hash = VisitorCookie.hash(email.toLowerCase(Locale.ROOT));
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 72))")
                .param(link.id().toString())
                .query((row, number) -> 0)
                .list();
        jdbc.sql("insert into carry_requests (link_id, email_hash, asked_at) values (?, ?, ?)")
                .params(link.id(), hash, moment(clock.instant()))
                .update();
        return jdbc.sql("""
                        select count(*) filter (where email_hash = :hash) <= :toOne
                            and count(*) filter (where link_id = :link) <= :ofLink
                        from carry_requests
                        where asked_at > :since and (email_hash = :hash or link_id = :link)""")
                .param("hash", hash)
                .param("toOne", LETTERS_TO_ONE)
                .param("link", link.id())
                .param("ofLink", LETTERS_OF_A_LINK)
                .param("since", moment(clock.instant().minus(Duration.ofHours(1))))
                .query(Boolean.class)
                .single();
    }

    ResponseEntity<ProofingState> redeem(String token, HttpServletRequest request, String code) {
        var link = proofing.enter(token, request);
        var here = proofing.visitor(link, request);
        var secret = here == null
                ? cookie.newSecret()
                : VisitorCookie.secret(request).orElseThrow();
        var visitor = transaction.execute(status -> {
            var carried = jdbc.sql("""
                            delete from visitor_carries c using visitors v
                            where c.code_hash = :code and v.id = c.visitor_id and v.link_id = :link
                                and c.expires_at > :now
                            returning v.id, v.name, v.email""")
                    .param("code", VisitorCookie.hash(code))
                    .param("link", link.id())
                    .param("now", moment(clock.instant()))
                    .query(Visitor.class)
                    .optional()
                    .orElseThrow(() -> Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "code-invalid",
                            "Too old",
                            "The link of this mail was used before or is too old."));
            if (here == null) {
                visitors.addDevice(carried.id(), secret);
            } else if (!here.id().equals(carried.id())) {
                // In one order, so that two that become each other's do not wait for each other.
                Stream.of(here.id(), carried.id()).sorted().forEach(visitors::lock);
                visitors.merge(here.id(), carried.id());
            }
            events.changed(link.id());
            return carried;
        });
        return ResponseEntity.ok()
                .header(HttpHeaders.SET_COOKIE, cookie.of(link.token(), secret).toString())
                .body(proofing.state(link, visitor));
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void forgetOld() {
        jdbc.sql("delete from carry_requests where asked_at < now() - interval '2 hours'")
                .update();
        jdbc.sql("delete from visitor_carries where expires_at < now()").update();
    }
}
