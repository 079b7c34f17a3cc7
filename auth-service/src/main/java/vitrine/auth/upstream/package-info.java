/** Signing in with an account at another OpenID provider. */
@NullMarked
package vitrine.auth.upstream;

import org.jspecify.annotations.NullMarked;
