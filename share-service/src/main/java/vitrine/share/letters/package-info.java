/** Letters to people, kept until the mail server has taken them. */
@NullMarked
package vitrine.share.letters;

import org.jspecify.annotations.NullMarked;
