/** Tells everything anew, for a service that has to rebuild what it keeps of galleries and photos. */
@NullMarked
package vitrine.gallery.replay;

import org.jspecify.annotations.NullMarked;
