/** Who may call what, and from which origins. */
@NullMarked
package vitrine.media.access;

import org.jspecify.annotations.NullMarked;
