@NullMarked
package vitrine.devservices;

import org.jspecify.annotations.NullMarked;
