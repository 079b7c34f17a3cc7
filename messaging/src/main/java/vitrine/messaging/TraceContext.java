package vitrine.messaging;

import org.jspecify.annotations.Nullable;

/** Where an event's cause is taken from, as a W3C {@code traceparent}. */
@FunctionalInterface
interface TraceContext {

    String HEADER = "traceparent";

    TraceContext NONE = () -> null;

    @Nullable
    String current();
}
