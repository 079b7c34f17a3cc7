/** How a studio looks and what it says of itself, to its clients and to everybody. */
@NullMarked
package vitrine.gallery.branding;

import org.jspecify.annotations.NullMarked;
