/** What people show besides their password: codes of an authenticator app, recovery codes and passkeys. */
@NullMarked
package vitrine.auth.factors;

import org.jspecify.annotations.NullMarked;
