@NullMarked
package vitrine.gallery;

import org.jspecify.annotations.NullMarked;
