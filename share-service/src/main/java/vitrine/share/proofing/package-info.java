/** What visitors of a link choose, say and sign off, and how the photographer gets to know it. */
@NullMarked
package vitrine.share.proofing;

import org.jspecify.annotations.NullMarked;
