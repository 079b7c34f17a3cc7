/** Who is calling, and which routes are open to whom. */
@NullMarked
package vitrine.share.security;

import org.jspecify.annotations.NullMarked;
