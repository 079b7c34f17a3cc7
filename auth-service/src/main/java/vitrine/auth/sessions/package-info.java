/** The single sign-on session at the auth host, and ending it everywhere. */
@NullMarked
package vitrine.auth.sessions;

import org.jspecify.annotations.NullMarked;
