@NullMarked
package vitrine.auth;

import org.jspecify.annotations.NullMarked;
