/** Errors as problem+json, in the same shape as in every service. */
@NullMarked
package vitrine.gateway.problems;

import org.jspecify.annotations.NullMarked;
