/** JPEG in plain Java, for machines without libjpeg-turbo: planes in, planes out, scaled down while decoding. */
@NullMarked
package vitrine.media.rendering.jpeg;

import org.jspecify.annotations.NullMarked;
