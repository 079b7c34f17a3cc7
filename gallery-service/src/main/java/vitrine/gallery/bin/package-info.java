/** What was deleted, for as long as it can be put back. */
@NullMarked
package vitrine.gallery.bin;

import org.jspecify.annotations.NullMarked;
