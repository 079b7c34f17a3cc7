/** Starts the suite as processes, waits until each is ready, supervises and stops them. */
@NullMarked
package vitrine.launcher;

import org.jspecify.annotations.NullMarked;
