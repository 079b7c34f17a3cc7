/** Who may share, as auth-service last said. */
@NullMarked
package vitrine.share.accounts;

import org.jspecify.annotations.NullMarked;
