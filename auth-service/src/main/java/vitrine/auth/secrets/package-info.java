/** Keys derived from the configured secret, and random tokens of which only digests are kept. */
@NullMarked
package vitrine.auth.secrets;

import org.jspecify.annotations.NullMarked;
