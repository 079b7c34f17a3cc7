/** Every share of a studio, with what became of it. */
@NullMarked
package vitrine.share.history;

import org.jspecify.annotations.NullMarked;
