/** Originals, their renditions, and their delivery. Never decides who may see a gallery. */
@NullMarked
package vitrine.media;

import org.jspecify.annotations.NullMarked;
