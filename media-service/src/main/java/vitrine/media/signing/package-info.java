/** The signatures of media URLs, as fixed in contracts/signed-urls.json. */
@NullMarked
package vitrine.media.signing;

import org.jspecify.annotations.NullMarked;
