package vitrine.share.links;

import java.util.UUID;

/** Announced when media URLs given out so far must die: {@code share.link.revoked.v1}. */
record LinkRevoked(UUID linkId, UUID galleryId, String grant) {

    static final String TYPE = "share.link.revoked.v1";
}
