/** Letters about share links: to whom they are for, and from those who ask for another one. */
@NullMarked
package vitrine.share.invitations;

import org.jspecify.annotations.NullMarked;
