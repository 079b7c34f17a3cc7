/** How the suite is doing, for people and monitors outside. */
@NullMarked
package vitrine.gateway.health;

import org.jspecify.annotations.NullMarked;
