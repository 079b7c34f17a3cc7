/** What is asked of media-service, and the signed URLs of its bytes. */
@NullMarked
package vitrine.gallery.media;

import org.jspecify.annotations.NullMarked;
