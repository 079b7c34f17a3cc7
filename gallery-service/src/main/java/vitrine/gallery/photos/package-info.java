/** Photos as people know them; their bytes are elsewhere. */
@NullMarked
package vitrine.gallery.photos;

import org.jspecify.annotations.NullMarked;
