/** Who did what, when, from where. */
@NullMarked
package vitrine.auth.audit;

import org.jspecify.annotations.NullMarked;
