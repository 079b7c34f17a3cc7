/** The tokens of signed-in browsers, kept encrypted and fresh. */
@NullMarked
package vitrine.gateway.tokens;

import org.jspecify.annotations.NullMarked;
