/** Rendering of confirmed originals by workers, and what keeps it going after faults. */
@NullMarked
package vitrine.media.jobs;

import org.jspecify.annotations.NullMarked;
