package vitrine.messaging;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The wire form of an event. It has a mapper of its own so that no service's settings can change a contract. */
final class Envelope {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private Envelope() {}

    static String write(Event event) {
        return JSON.writeValueAsString(event);
    }

    static Event read(byte[] body) {
        Event event;
        try {
            event = JSON.readValue(body, Event.class);
        } catch (JacksonException e) {
            throw new MalformedEvent("not an event envelope", e);
        }
        requirePresent(event.eventId(), "event_id");
        requirePresent(event.type(), "type");
        requirePresent(event.subject(), "subject");
        requirePresent(event.data(), "data");
        return event;
    }

    static JsonNode tree(Object data) {
        return JSON.valueToTree(data);
    }

    static <T> T convert(JsonNode data, Class<T> record) {
        try {
            return JSON.treeToValue(data, record);
        } catch (JacksonException e) {
            throw new MalformedEvent("facts do not fit " + record.getSimpleName(), e);
        }
    }

    private static void requirePresent(Object value, String field) {
        if (value == null) {
            throw new MalformedEvent(field + " is missing", new IllegalArgumentException(field));
        }
    }
}
