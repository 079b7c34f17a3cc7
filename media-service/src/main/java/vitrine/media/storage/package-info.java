/** Where bytes live. */
@NullMarked
package vitrine.media.storage;

import org.jspecify.annotations.NullMarked;
