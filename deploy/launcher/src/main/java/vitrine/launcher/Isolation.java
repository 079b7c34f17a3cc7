package vitrine.launcher;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What stands before each command where the system has it: a session of its own, so that Ctrl-C reaches the launcher alone and it
 * can stop its parts in order; and the wish to be told to end when the launcher dies.
 */
final class Isolation {

    private Isolation() {}

    static List<String> prefix() {
        List<String> prefix = new ArrayList<>();
        if (works("setsid", "true")) {
            prefix.add("setsid");
        }
        if (works("setpriv", "--pdeathsig", "TERM", "true")) {
            prefix.addAll(List.of("setpriv", "--pdeathsig", "TERM"));
        }
        return prefix;
    }

    private static boolean works(String... command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
