/** What is known of confirmed originals, and what is announced of them. */
@NullMarked
package vitrine.media.assets;

import org.jspecify.annotations.NullMarked;
