package vitrine.launcher;

import java.util.stream.IntStream;

/** Ports for a run that nobody visits. */
final class FreePorts {

    private static final int STEP = 100;

    private FreePorts() {}

    static Ports near(int base) {
        return IntStream.range(0, 100)
                .mapToObj(i -> Ports.of(base + i * STEP, 1))
                .filter(ports -> ports.listening(new ExternalServices(false, false, false)).values().stream()
                        .allMatch(Ports::isFree))
                .findFirst()
                .orElseThrow(() -> new Refusal(Refusal.Code.PORT_TAKEN, "No free ports were found."));
    }
}
