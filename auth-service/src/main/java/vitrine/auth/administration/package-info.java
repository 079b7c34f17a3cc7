/** What admins decide for the whole platform while it runs, and how they see that it does. */
@NullMarked
package vitrine.auth.administration;

import org.jspecify.annotations.NullMarked;
