package vitrine.launcher;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What was asked for on the command line. */
record Options(Command command, Path home, Path data, int port, int workers, boolean detach, boolean demo) {

    static final int DEFAULT_PORT = 8080;
    static final int MOST_WORKERS = 5;

    enum Command {
        UP,
        DOWN,
        TRAIN
    }

    /** The first argument is the command, the second the folder of the built suite. */
    static Options of(List<String> arguments) {
        var rest = new ArrayDeque<>(arguments);
        if (rest.size() < 2) {
            throw usage("The launcher is started by deploy/up and deploy/down.");
        }
        var command = switch (rest.removeFirst()) {
            case "up" -> Command.UP;
            case "down" -> Command.DOWN;
            case "train" -> Command.TRAIN;
            default -> throw usage("The launcher is started by deploy/up and deploy/down.");
        };
        var home = Path.of(rest.removeFirst()).toAbsolutePath().normalize();
        var data = home.resolve(".vitrine");
        var port = DEFAULT_PORT;
        var workers = 1;
        var detach = false;
        var demo = false;
        while (!rest.isEmpty()) {
            var argument = rest.removeFirst();
            var equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            if (equals >= 0) {
                rest.addFirst(argument.substring(equals + 1));
            }
            switch (name) {
                case "--data" ->
                    data = Path.of(value(name, rest)).toAbsolutePath().normalize();
                case "--port" -> port = port(value(name, rest));
                case "--workers" -> workers = workers(value(name, rest));
                case "--detach", "-d" -> detach = true;
                case "--demo" -> demo = true;
                default -> throw usage("Unknown argument " + argument + "; --help lists them.");
            }
        }
        return new Options(command, home, data, port, workers, detach, demo);
    }

    /** The arguments that start the same without going to the background. */
    List<String> inForeground() {
        var arguments = new ArrayList<>(List.of("up", home.toString(), "--data", data.toString()));
        arguments.addAll(List.of("--port", String.valueOf(port), "--workers", String.valueOf(workers)));
        if (demo) {
            arguments.add("--demo");
        }
        return arguments;
    }

    private static String value(String name, ArrayDeque<String> rest) {
        var value = rest.pollFirst();
        if (value == null || value.isBlank()) {
            throw usage(name + " needs a value.");
        }
        return value;
    }

    private static int port(String text) {
        try {
            var port = Integer.parseInt(text);
            if (port >= 1024
                    && Ports.of(port, 1).highest() <= 65535
                    && Ports.of(port, 1).lowest() >= 1) {
                return port;
            }
        } catch (NumberFormatException e) {
            // The same sentence as for a number out of range.
        }
        throw usage("--port needs a number from 7056 to 65524, not " + text + ".");
    }

    private static int workers(String text) {
        if (!text.matches("[1-" + MOST_WORKERS + "]")) {
            throw usage("--workers needs a number from 1 to " + MOST_WORKERS + ", not " + text + ".");
        }
        return Integer.parseInt(text);
    }

    private static Refusal usage(String sentence) {
        return new Refusal(Refusal.Code.USAGE, sentence);
    }
}
