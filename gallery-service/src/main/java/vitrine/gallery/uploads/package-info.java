/** From the wish to upload to the photo that arrived. */
@NullMarked
package vitrine.gallery.uploads;

import org.jspecify.annotations.NullMarked;
