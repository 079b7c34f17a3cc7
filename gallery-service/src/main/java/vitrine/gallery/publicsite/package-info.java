/** What everybody may see without an account. */
@NullMarked
package vitrine.gallery.publicsite;

import org.jspecify.annotations.NullMarked;
