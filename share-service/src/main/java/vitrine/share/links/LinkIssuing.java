package vitrine.share.links;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
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
class LinkIssuing {

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

    ShareLinkView issue(ShareLinkRequest request, Caller caller) {
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
        var link = ShareLink.issue(
                IDS.generate(),
                gallery.studioId(),
                gallery.id(),
                request.accessLevel(),
                expiresAt,
                request.maxViews(),
                password == null ? null : passwords.hash(password));
        transaction.executeWithoutResult(status -> {
            requireStillPossible(gallery, caller);
            links.add(link, caller, tokens.generate(), request, now);
            outbox.publish(LinkCreated.TYPE, link.id(), link.version(), LinkCreated.of(link, caller, request, now));
        });
        return links.view(caller, link.id()).orElseThrow(LinkIssuing::noGallery);
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
