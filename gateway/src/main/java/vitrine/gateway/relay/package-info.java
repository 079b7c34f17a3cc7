/** Requests passed on to the services, and their answers passed back, as streams. */
@NullMarked
package vitrine.gateway.relay;

import org.jspecify.annotations.NullMarked;
