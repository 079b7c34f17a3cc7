/** A studio to look at: paints pictures, signs up and uploads them like anybody else, through the public API. */
@NullMarked
package vitrine.launcher.demo;

import org.jspecify.annotations.NullMarked;
