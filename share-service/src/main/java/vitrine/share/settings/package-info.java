/** Settings that several features share. */
@NullMarked
package vitrine.share.settings;

import org.jspecify.annotations.NullMarked;
