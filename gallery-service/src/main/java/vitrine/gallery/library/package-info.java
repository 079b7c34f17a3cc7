/** All photos of a studio, searched and walked through. */
@NullMarked
package vitrine.gallery.library;

import org.jspecify.annotations.NullMarked;
