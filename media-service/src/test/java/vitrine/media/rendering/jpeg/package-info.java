@NullMarked
package vitrine.media.rendering.jpeg;

import org.jspecify.annotations.NullMarked;
