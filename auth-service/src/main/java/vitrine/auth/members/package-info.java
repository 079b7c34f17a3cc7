/** Who belongs to a studio, how they come and how they leave. */
@NullMarked
package vitrine.auth.members;

import org.jspecify.annotations.NullMarked;
