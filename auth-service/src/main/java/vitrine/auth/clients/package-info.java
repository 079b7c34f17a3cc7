/** Applications that people sign in to. */
@NullMarked
package vitrine.auth.clients;

import org.jspecify.annotations.NullMarked;
