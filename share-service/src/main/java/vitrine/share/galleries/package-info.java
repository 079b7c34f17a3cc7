/** Shared galleries and their photos: a projection of what gallery-service announces, so that links work without it. */
@NullMarked
package vitrine.share.galleries;

import org.jspecify.annotations.NullMarked;
