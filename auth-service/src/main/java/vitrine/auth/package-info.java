/** Accounts, studios, sign-in and the OpenID provider. */
@NullMarked
package vitrine.auth;

import org.jspecify.annotations.NullMarked;
