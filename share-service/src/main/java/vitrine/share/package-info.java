@NullMarked
package vitrine.share;

import org.jspecify.annotations.NullMarked;
