package vitrine.share.links;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.messaging.Outbox;
import vitrine.share.accounts.Accounts;
import vitrine.share.galleries.GalleryDirectory;
import vitrine.share.galleries.SharedGalleries;
import vitrine.share.galleries.SharedGallery;
import vitrine.share.problems.Problem;
import vitrine.share.security.Caller;

/** Shares a gallery: photographers those of their studio, admins every one. */
@Component
public class LinkIssuing {

    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final GalleryDirectory directory;
    private final SharedGalleries galleries;
    private final Accounts accounts;
    private final ShareLinks links;
    private final LinkTokens tokens;
    private final LinkPasswords passwords;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LinkIssuing(
            GalleryDirectory directory,
            SharedGalleries galleries,
            Accounts accounts,
            ShareLinks links,
            LinkTokens tokens,
            LinkPasswords passwords,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.directory = directory;
        this.galleries = galleries;
        this.accounts = accounts;
        this.links = links;
        this.tokens = tokens;
        this.passwords = passwords;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    public ShareLinkView issue(ShareLinkRequest request, Caller caller) {
        return issue(List.of(request), caller, UnaryOperator.identity()).getFirst();
    }

    /**
     * Several links that differ in whom they are for; all of them or none.
     *
     * @param then happens with each in the same transaction, and says how it is afterwards
     */
    public List<ShareLinkView> issue(
            List<ShareLinkRequest> requests, Caller caller, UnaryOperator<ShareLinkView> then) {
        var request = requests.getFirst();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var expiresAt = ShareLink.expiry(request.expiresInDays(), now);
        var password = request.password();
        if (password != null) {
            LinkPasswords.requireAcceptable(password);
        }
        var gallery = directory
                .find(request.galleryId(), caller)
                .filter(found -> caller.isAdmin() || found.studioId().equals(caller.studio()))
                .orElseThrow(LinkIssuing::noGallery);
        galleries.requireSets(gallery.id(), request.setIds());
        // One hash for all: they share the password, and hashing takes its time.
        var passwordHash = password == null ? null : passwords.hash(password);
        var pin = request.downloadPin();
        var pinHash = pin == null ? null : passwords.hash(pin);
        return Objects.requireNonNull(transaction.execute(status -> {
            requireStillPossible(gallery, caller);
            var views = new ArrayList<ShareLinkView>();
            for (var one : requests) {
                var link = ShareLink.issue(
                        IDS.generate(),
                        gallery.studioId(),
                        gallery.id(),
                        one.accessLevel(),
                        expiresAt,
                        one.maxViews(),
                        passwordHash,
                        pinHash,
                        one.setIds());
                links.add(link, caller, tokens.generate(), one, now);
                outbox.publish(LinkCreated.TYPE, link.id(), link.version(), LinkCreated.of(link, caller, one, now));
                views.add(then.apply(links.view(caller, link.id()).orElseThrow(LinkIssuing::noGallery)));
            }
            return views;
        }));
    }

    private void requireStillPossible(SharedGallery gallery, Caller caller) {
        if (!accounts.maySharePinned(caller, gallery.studioId())) {
            throw Problem.forbidden("Your account may not share galleries any more.");
        }
        if (!galleries.existsPinned(gallery.id())) {
            throw noGallery();
        }
    }

    private static Problem noGallery() {
        return Problem.notFound("There is no such gallery.");
    }
}
