/** People are told what concerns them: in the app at once, by mail as they chose. */
@NullMarked
package vitrine.gallery.notifications;

import org.jspecify.annotations.NullMarked;
