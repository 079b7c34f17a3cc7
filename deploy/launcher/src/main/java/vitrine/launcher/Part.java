package vitrine.launcher;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One process of the suite.
 *
 * @param needs the parts that must be ready before this one starts
 * @param uses the parts it calls while it runs; they stop after it, as those it needs do
 * @param settings environment beside the inherited one
 * @param withheld names that are not passed on from the inherited environment
 * @param purpose a few words for the person at the terminal
 * @param stopLimit how long it may take to stop before it is killed
 */
record Part(
        String name,
        String purpose,
        Set<String> needs,
        Set<String> uses,
        List<String> command,
        Path directory,
        Map<String, String> settings,
        Set<String> withheld,
        Readiness readiness,
        Duration stopLimit) {}
