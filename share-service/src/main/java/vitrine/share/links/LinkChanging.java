package vitrine.share.links;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.messaging.Outbox;
import vitrine.share.galleries.SharedGalleries;
import vitrine.share.problems.Problem;
import vitrine.share.security.Caller;

/** Changes and revokes links, and announces the media URLs that die with it. */
@Component
public class LinkChanging {

    private final ShareLinks links;
    private final SharedGalleries galleries;
    private final LinkPasswords passwords;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LinkChanging(
            ShareLinks links,
            SharedGalleries galleries,
            LinkPasswords passwords,
            Outbox outbox,
            TransactionTemplate transaction,
            Clock clock) {
        this.links = links;
        this.galleries = galleries;
        this.passwords = passwords;
        this.outbox = outbox;
        this.transaction = transaction;
        this.clock = clock;
    }

    ShareLinkView change(UUID id, ShareLinkChange change, Caller caller) {
        var now = clock.instant();
        var viewLimit = change.viewLimit();
        viewLimit.ifPresent(limit -> requireAcceptable(limit.value()));
        var expiry = change.expiry().map(days -> new Expiry(ShareLink.expiry(days.value(), now)));
        // Hashing takes its time: not while the row is locked.
        var password = change.newPassword().map(given -> new Password(hash(given.value())));
        var pin = change.newPin().map(given -> {
            requirePin(given.value());
            return new Password(hash(given.value()));
        });
        transaction.executeWithoutResult(status -> edit(id, caller, link -> {
            if (link.isRevoked()) {
                throw Problem.conflict("This link was revoked for good.");
            }
            expiry.ifPresent(changed -> link.expireAt(changed.moment()));
            viewLimit.ifPresent(limit -> link.limitViews(limit.value()));
            password.ifPresent(changed -> {
                if (changed.hash() == null) {
                    link.unlock();
                } else {
                    link.lockWith(changed.hash());
                }
            });
            pin.ifPresent(changed -> {
                if (changed.hash() == null) {
                    link.openDownloads();
                } else {
                    link.guardDownloadsWith(changed.hash());
                }
            });
            change.newSets().ifPresent(sets -> {
                galleries.requireSets(link.galleryId(), sets.value());
                link.show(sets.value());
            });
            change.activity().ifPresent(active -> {
                if (active) {
                    link.switchOn();
                } else {
                    link.switchOff();
                }
            });
        }));
        return links.view(caller, id).orElseThrow(LinkChanging::noLink);
    }

    /** Again is fine. */
    void revoke(UUID id, Caller caller) {
        transaction.executeWithoutResult(status ->
                edit(id, caller, link -> link.revoke(clock.instant().truncatedTo(ChronoUnit.MICROS))));
    }

    private record Expiry(@Nullable Instant moment) {}

    private record Password(@Nullable String hash) {}

    private void edit(UUID id, Caller caller, Consumer<ShareLink> edit) {
        var link = links.lock(caller, id).orElseThrow(LinkChanging::noLink);
        var epoch = link.epoch();
        edit.accept(link);
        link.changed();
        links.save(link);
        if (link.epoch() != epoch) {
            outbox.publish(
                    LinkRevoked.TYPE,
                    link.id(),
                    link.version(),
                    new LinkRevoked(link.id(), link.galleryId(), ShareLink.grant(link.id(), epoch)));
        }
    }

    private @Nullable String hash(@Nullable String password) {
        return password == null ? null : passwords.hash(password);
    }

    private static void requireAcceptable(@Nullable Integer maxViews) {
        if (maxViews != null && (maxViews < 1 || maxViews > ShareLinkRequest.MOST_VIEWS)) {
            throw Problem.invalid("max_views", "must be between 1 and " + ShareLinkRequest.MOST_VIEWS);
        }
    }

    private static void requirePin(@Nullable String pin) {
        if (pin != null && !pin.matches(ShareLinkRequest.PIN)) {
            throw Problem.invalid("download_pin", "must be 4 to 12 digits");
        }
    }

    public static Problem noLink() {
        return Problem.notFound("There is no such share link.");
    }
}
