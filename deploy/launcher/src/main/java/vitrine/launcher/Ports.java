package vitrine.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** All ports of a run, derived from the one that browsers use. */
record Ports(
        int gateway,
        int auth,
        int gallery,
        int media,
        int share,
        List<Integer> mediaWorkers,
        int amqp,
        int postgres,
        int smtp,
        int mailbox) {

    static Ports of(int base, int workers) {
        return new Ports(
                base,
                base + 1,
                base + 2,
                base + 3,
                base + 4,
                IntStream.range(0, workers).map(i -> base + 5 + i).boxed().toList(),
                base + 10,
                base + 11,
                1025 + base - Options.DEFAULT_PORT,
                8025 + base - Options.DEFAULT_PORT);
    }

    int highest() {
        return postgres;
    }

    int lowest() {
        return smtp;
    }

    /** By the name of what listens there; only what this run starts itself. */
    Map<String, Integer> listening(ExternalServices external) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("gateway", gateway);
        ports.put("auth-service", auth);
        ports.put("gallery-service", gallery);
        ports.put("media-service", media);
        ports.put("share-service", share);
        for (int i = 0; i < mediaWorkers.size(); i++) {
            ports.put(worker(i), mediaWorkers.get(i));
        }
        if (!external.broker()) {
            ports.put("AMQP broker", amqp);
        }
        if (!external.databases()) {
            ports.put("PostgreSQL", postgres);
        }
        if (!external.mail()) {
            ports.put("SMTP", smtp);
            ports.put("mailbox", mailbox);
        }
        return ports;
    }

    /** What a worker is called, counted from 0. */
    static String worker(int index) {
        return index == 0 ? "media-worker" : "media-worker-" + (index + 1);
    }

    static void requireFree(Map<String, Integer> ports) {
        taken(ports).ifPresent(port -> {
            throw new Refusal(
                    Refusal.Code.PORT_TAKEN,
                    "Port %d, wanted for %s, is in use by another program; stop that one or choose others with --port."
                            .formatted(port.getValue(), port.getKey()));
        });
    }

    private static Optional<Map.Entry<String, Integer>> taken(Map<String, Integer> ports) {
        return ports.entrySet().stream()
                .filter(port -> !isFree(port.getValue()))
                .findFirst();
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
