/** Galleries and how a studio keeps them. */
@NullMarked
package vitrine.gallery.galleries;

import org.jspecify.annotations.NullMarked;
