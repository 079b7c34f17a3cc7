/** Makes the pictures people look at from an original: thumbnail, preview, watermarked preview and placeholder. */
@NullMarked
package vitrine.media.rendering;

import org.jspecify.annotations.NullMarked;
