/** Pages by cursor. */
@NullMarked
package vitrine.share.paging;

import org.jspecify.annotations.NullMarked;
