/** Signed URLs of the media host. */
@NullMarked
package vitrine.share.media;

import org.jspecify.annotations.NullMarked;
