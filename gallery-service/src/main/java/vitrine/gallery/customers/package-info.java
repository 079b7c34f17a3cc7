/** The people a studio works for: kept by hand, by lists, and by sharing with them. */
@NullMarked
package vitrine.gallery.customers;

import org.jspecify.annotations.NullMarked;
