/** Open pages of a studio hear what visitors of its links do. */
@NullMarked
package vitrine.share.live;

import org.jspecify.annotations.NullMarked;
