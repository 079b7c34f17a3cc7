/** Letters to people, kept until the mail server has taken them. */
@NullMarked
package vitrine.auth.mail;

import org.jspecify.annotations.NullMarked;
