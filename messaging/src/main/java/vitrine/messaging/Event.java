package vitrine.messaging;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A fact that a service announced.
 *
 * @param eventId the same for every delivery of this event
 * @param type the versioned routing key, such as {@code photo.deleted.v1}
 * @param subject the aggregate the fact is about
 * @param version grows with each change of the subject
 * @param data the facts, in snake_case; see the producer's {@code contracts/events}
 */
public record Event(UUID eventId, String type, Instant occurredAt, UUID subject, long version, JsonNode data) {

    /**
     * The facts as the consumer's own record; fields it does not name are ignored.
     *
     * @throws MalformedEvent when the facts do not fit the record
     */
    public <T> T dataAs(Class<T> record) {
        return Envelope.convert(data, record);
    }
}
