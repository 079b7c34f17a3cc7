/** Signing in and out: the pages, the programmatic sign-in, the lock-out. */
@NullMarked
package vitrine.auth.signin;

import org.jspecify.annotations.NullMarked;
