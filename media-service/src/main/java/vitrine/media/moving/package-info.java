/** Moves a studio's photos from one storage back end to another while everything goes on. */
@NullMarked
package vitrine.media.moving;

import org.jspecify.annotations.NullMarked;
