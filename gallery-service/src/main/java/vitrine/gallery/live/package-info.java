/** Open pages hear of changes as they happen. */
@NullMarked
package vitrine.gallery.live;

import org.jspecify.annotations.NullMarked;
