/** Reads what a camera and a photographer wrote into a file: EXIF, IPTC and XMP. */
@NullMarked
package vitrine.media.metadata;

import org.jspecify.annotations.NullMarked;
