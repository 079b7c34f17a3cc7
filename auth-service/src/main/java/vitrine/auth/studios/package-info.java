/** Studios: the tenants whose data is kept apart. */
@NullMarked
package vitrine.auth.studios;

import org.jspecify.annotations.NullMarked;
