/** The public addresses of the suite as people see them. */
@NullMarked
package vitrine.auth.hosts;

import org.jspecify.annotations.NullMarked;
