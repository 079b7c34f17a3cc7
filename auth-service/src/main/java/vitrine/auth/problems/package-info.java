/** Every refusal as problem+json, or as a page where a person is reading. */
@NullMarked
package vitrine.auth.problems;

import org.jspecify.annotations.NullMarked;
