/** Names of studios, heard from accounts. */
@NullMarked
package vitrine.gallery.studios;

import org.jspecify.annotations.NullMarked;
