/** What a client without an account sees and does at a share link. */
@NullMarked
package vitrine.share.visits;

import org.jspecify.annotations.NullMarked;
