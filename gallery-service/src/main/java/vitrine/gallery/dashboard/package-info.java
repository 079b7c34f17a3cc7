/** What happened in a studio, counted and told: figures, views over time, activity. */
@NullMarked
package vitrine.gallery.dashboard;

import org.jspecify.annotations.NullMarked;
