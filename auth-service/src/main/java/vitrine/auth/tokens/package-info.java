/** Signing keys, access and ID tokens, and the OpenID provider's end points. */
@NullMarked
package vitrine.auth.tokens;

import org.jspecify.annotations.NullMarked;
