/** Share links: issuing, changing and withdrawing them. */
@NullMarked
package vitrine.share.links;

import org.jspecify.annotations.NullMarked;
