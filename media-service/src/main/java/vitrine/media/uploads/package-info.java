/** The way of bytes in: reserve a key, put the bytes, confirm. */
@NullMarked
package vitrine.media.uploads;

import org.jspecify.annotations.NullMarked;
