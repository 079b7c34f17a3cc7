@NullMarked
package vitrine.messaging;

import org.jspecify.annotations.NullMarked;
