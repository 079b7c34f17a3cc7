/** Refusals in one shape: application/problem+json. */
@NullMarked
package vitrine.media.problems;

import org.jspecify.annotations.NullMarked;
