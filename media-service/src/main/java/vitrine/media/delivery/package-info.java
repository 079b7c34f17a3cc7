/** The way of bytes out, by signed URLs, and what revokes them. */
@NullMarked
package vitrine.media.delivery;

import org.jspecify.annotations.NullMarked;
