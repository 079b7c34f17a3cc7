/** Leave that studios give for single galleries: to whom, for what, by whom and until when. */
@NullMarked
package vitrine.gallery.permissions;

import org.jspecify.annotations.NullMarked;
