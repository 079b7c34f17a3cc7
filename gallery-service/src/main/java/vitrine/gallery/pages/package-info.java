/** Lists in pages, and what texts and names may contain. */
@NullMarked
package vitrine.gallery.pages;

import org.jspecify.annotations.NullMarked;
