/** The services' API descriptions as one. */
@NullMarked
package vitrine.gateway.contracts;

import org.jspecify.annotations.NullMarked;
