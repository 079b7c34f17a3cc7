/** How studios look to their clients, as gallery-service last said. */
@NullMarked
package vitrine.share.branding;

import org.jspecify.annotations.NullMarked;
