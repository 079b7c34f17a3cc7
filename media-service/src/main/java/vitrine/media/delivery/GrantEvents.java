package vitrine.media.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vitrine.messaging.Consumes;
import vitrine.messaging.Event;
import vitrine.messaging.Inbox;

/** What takes access away from people who hold URLs already. */
@Component
@Profile("!worker")
class GrantEvents {

    private static final String QUEUE = "media.grants";
    private static final String ACCOUNT_CHANGED = "account.changed.v1";
    private static final String ACCOUNT_DELETED = "account.deleted.v1";
    private static final String ASSET_SHOWN = "asset.shown.v1";
    private static final String PHOTO_DELETED = "photo.deleted.v1";

    private final RevokedGrants revokedGrants;
    private final Inbox inbox;

    GrantEvents(RevokedGrants revokedGrants, Inbox inbox) {
        this.revokedGrants = revokedGrants;
        this.inbox = inbox;
    }

    record Withdrawn(String grant) {}

    record AssetShown(UUID assetId, boolean shown) {}

    record PhotoDeleted(@Nullable UUID assetId, @Nullable Boolean bytesKept) {}

    record AccountChanged(UUID accountId, boolean active) {}

    @Consumes(
            queue = QUEUE,
            types = {
                "gallery.unpublished.v1",
                "permission.withdrawn.v1",
                "share.link.revoked.v1",
                ACCOUNT_CHANGED,
                ACCOUNT_DELETED,
                ASSET_SHOWN,
                PHOTO_DELETED
            })
    void on(Event event) {
        if (event.type().equals(ACCOUNT_CHANGED)) {
            accountChanged(event);
        } else if (event.type().equals(ACCOUNT_DELETED)) {
            accountDeleted(event);
        } else if (event.type().equals(ASSET_SHOWN)) {
            assetShown(event);
        } else if (event.type().equals(PHOTO_DELETED)) {
            photoDeleted(event.dataAs(PhotoDeleted.class));
        } else {
            revokedGrants.revoke(event.dataAs(Withdrawn.class).grant());
        }
    }

    private void assetShown(Event event) {
        if (!inbox.isNewer(QUEUE, event.subject(), event.version())) {
            return;
        }
        var asset = event.dataAs(AssetShown.class);
        String name = RevokedGrants.ofAsset(asset.assetId());
        if (asset.shown()) {
            revokedGrants.giveBack(name);
        } else {
            revokedGrants.revoke(name);
        }
    }

    /** What is gone needs not be kept from anybody. */
    private void photoDeleted(PhotoDeleted photo) {
        UUID asset = photo.assetId();
        if (asset != null && !Boolean.TRUE.equals(photo.bytesKept())) {
            revokedGrants.giveBack(RevokedGrants.ofAsset(asset));
        }
    }

    /** Whatever is heard of the account later is older. */
    private void accountDeleted(Event event) {
        inbox.isNewer(QUEUE, event.subject(), event.version());
        revokedGrants.revoke("u." + event.subject());
    }

    private void accountChanged(Event event) {
        if (!inbox.isNewer(QUEUE, event.subject(), event.version())) {
            return;
        }
        var account = event.dataAs(AccountChanged.class);
        String grant = "u." + account.accountId();
        if (account.active()) {
            revokedGrants.giveBack(grant);
        } else {
            revokedGrants.revoke(grant);
        }
    }
}
