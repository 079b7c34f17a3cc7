/** Many pictures as one ZIP, made while it is sent: every byte of it follows from an order that was written down. */
@NullMarked
package vitrine.media.archives;

import org.jspecify.annotations.NullMarked;
