@NullMarked
package vitrine.media;

import org.jspecify.annotations.NullMarked;
