/** People: registering, confirming, forgetting passwords, roles and administration. */
@NullMarked
package vitrine.auth.accounts;

import org.jspecify.annotations.NullMarked;
