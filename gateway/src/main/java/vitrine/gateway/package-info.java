@NullMarked
package vitrine.gateway;

import org.jspecify.annotations.NullMarked;
