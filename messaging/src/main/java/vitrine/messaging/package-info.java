/** Events between services: transactional outbox, idempotent inbox, dead letters and their replay. */
@NullMarked
package vitrine.messaging;

import org.jspecify.annotations.NullMarked;
