package vitrine.share.live;

import java.util.UUID;

/** The data of a {@code link} event: what is known of the link's visitors is to be read anew. */
record LinkChanged(UUID linkId) {}
