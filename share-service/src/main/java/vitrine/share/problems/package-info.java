/** Errors as problem+json, in the same shape as in every other service. */
@NullMarked
package vitrine.share.problems;

import org.jspecify.annotations.NullMarked;
