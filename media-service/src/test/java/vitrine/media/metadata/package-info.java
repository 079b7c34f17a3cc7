@NullMarked
package vitrine.media.metadata;

import org.jspecify.annotations.NullMarked;
