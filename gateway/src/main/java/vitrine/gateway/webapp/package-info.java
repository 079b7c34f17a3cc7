/** The web app's files. */
@NullMarked
package vitrine.gateway.webapp;

import org.jspecify.annotations.NullMarked;
