/** The watermark of each studio: what it is, and bringing it onto previews that carry an older one. */
@NullMarked
package vitrine.media.watermarks;

import org.jspecify.annotations.NullMarked;
