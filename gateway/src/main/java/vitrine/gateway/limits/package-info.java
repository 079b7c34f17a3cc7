/** How often somebody may try what costs others something: guessing passwords, having mails sent. */
@NullMarked
package vitrine.gateway.limits;

import org.jspecify.annotations.NullMarked;
