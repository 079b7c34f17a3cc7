@NullMarked
package vitrine.media.rendering;

import org.jspecify.annotations.NullMarked;
