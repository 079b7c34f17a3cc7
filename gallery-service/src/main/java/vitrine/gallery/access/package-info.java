/** Who calls, and what they may reach. */
@NullMarked
package vitrine.gallery.access;

import org.jspecify.annotations.NullMarked;
