/** Photos to take home, many at once, and the names they are saved under. */
@NullMarked
package vitrine.gallery.downloads;

import org.jspecify.annotations.NullMarked;
