/** The logos of studios: taken in as any picture, given out as a clean one. */
@NullMarked
package vitrine.media.logos;

import org.jspecify.annotations.NullMarked;
