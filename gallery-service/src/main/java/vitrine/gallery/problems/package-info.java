/** Every refusal as application/problem+json. */
@NullMarked
package vitrine.gallery.problems;

import org.jspecify.annotations.NullMarked;
