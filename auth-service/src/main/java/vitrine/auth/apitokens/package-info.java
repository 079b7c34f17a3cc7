/** Personal API tokens: what a person's programs sign in with, for some scopes and for a time. */
@NullMarked
package vitrine.auth.apitokens;

import org.jspecify.annotations.NullMarked;
