package vitrine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With shell scripts in the place of services. */
class SupervisorTest {

    private static final Supervisor.Pace FAST = new Supervisor.Pace(
            Duration.ofSeconds(20),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofSeconds(30),
            Duration.ofMillis(10));

    @TempDir
    Path temporary;

    private DataFolder folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Supervisor supervisor;

    @BeforeEach
    void folder() {
        folder = new DataFolder(temporary.resolve("data"));
        folder.prepare();
    }

    @AfterEach
    void stop() {
        if (supervisor != null) {
            supervisor.close();
        }
        folder.close();
    }

    @Test
    void partsStartAfterTheirNeedsAndStopBeforeThem() throws Exception {
        supervise(part("web", Set.of("base"), serving("web")), part("base", Set.of(), "sleep 0.2; " + serving("base")));
        supervisor.start();
        assertThat(events()).containsExactly("base starts", "web starts");
        supervisor.close();
        assertThat(events()).containsExactly("base starts", "web starts", "web stops", "base stops");
        assertThat(folder.records().all()).isEmpty();
    }

    @Test
    void aPartStopsBeforeThoseItUses() throws Exception {
        var web = part("web", Set.of(), serving("web"));
        supervise(part("base", Set.of(), serving("base")), using("base", web));
        supervisor.start();
        supervisor.close();
        assertThat(events()).endsWith("web stops", "base stops");
    }

    @Test
    void aDeadPartIsStartedAgainAfterGrowingPausesAndThatIsReported() throws Exception {
        supervise(part("web", Set.of(), serving("web")));
        supervisor.start();
        for (int death = 1; death <= 3; death++) {
            var before = death;
            folder.records().read("web").orElseThrow().handle().orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(10)).until(() -> said().split("ready again", -1).length == before + 1);
        }
        assertThat(said())
                .contains("web", "ended with code 137", "starting it again in 0.0 s", "starting it again in 0.1 s");
        assertThat(events()).containsExactly("web starts", "web starts", "web starts", "web starts");
    }

    @Test
    void pausesDoubleUpToALimit() {
        assertThat(List.of(1, 2, 3, 4, 5, 60))
                .extracting(FAST::pauseAfter)
                .containsExactly(
                        Duration.ofMillis(20),
                        Duration.ofMillis(40),
                        Duration.ofMillis(80),
                        Duration.ofMillis(160),
                        Duration.ofMillis(200),
                        Duration.ofMillis(200));
    }

    @Test
    void aPartThatDiesWhileStartingFailsTheStartWithItsLastWords() throws Exception {
        supervise(
                part("base", Set.of(), serving("base")),
                part("web", Set.of("base"), "echo no key is set; exit 7"),
                part("later", Set.of("web"), serving("later")));
        assertThatThrownBy(() -> supervisor.start()).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.exit()).isEqualTo(16);
            assertThat(refusal.sentence()).contains("web ended with code 7 while starting", "web.log", "no key is set");
        });
        supervisor.close();
        assertThat(events()).containsExactly("base starts", "base stops");
        assertThat(supervisor.processes()).isEmpty();
    }

    @Test
    void aPartThatDoesNotStopIsKilled() throws Exception {
        supervise(new Part(
                "deaf",
                "",
                Set.of(),
                Set.of(),
                List.of("bash", "-c", "trap '' TERM; touch deaf.ready; while true; do sleep 0.05; done"),
                temporary,
                Map.of(),
                Set.of(),
                new Readiness.Announced(temporary.resolve("deaf.ready")),
                Duration.ofMillis(300)));
        supervisor.start();
        var process = folder.records().read("deaf").orElseThrow().handle().orElseThrow();
        supervisor.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(said()).contains("deaf", "was killed");
    }

    @Test
    void whatAKilledRunLeftBehindIsEndedAndNothingElse() throws Exception {
        var orphan = new ProcessBuilder("sleep", "60").start();
        var foreign = new ProcessBuilder("sleep", "60").start();
        try {
            folder.records().write("web", orphan.pid());
            // As if the number of a process of ours had been given to another program since.
            Files.writeString(temporary.resolve("data/run/auth.pid"), foreign.pid() + " some-other-boot:12345\n");
            assertThat(new Orphans(folder, Duration.ofSeconds(5)).end()).containsExactly("web");
            assertThat(orphan.isAlive()).isFalse();
            assertThat(foreign.isAlive()).isTrue();
            assertThat(folder.records().all()).isEmpty();
        } finally {
            orphan.destroyForcibly();
            foreign.destroyForcibly();
        }
    }

    @Test
    void oneDataFolderServesOneRunAtATime() {
        folder.lock();
        folder.records().write(ProcessRecords.LAUNCHER, ProcessHandle.current().pid());
        var second = new DataFolder(folder.path());
        assertThatThrownBy(second::lock).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.exit()).isEqualTo(14);
            assertThat(refusal.sentence())
                    .contains(
                            "already runs", "process " + ProcessHandle.current().pid());
        });
        folder.close();
        second.lock();
        second.close();
    }

    @Test
    void logsOfEarlierStartsAreKept() throws Exception {
        for (int start = 1; start <= 8; start++) {
            folder.rotateLog("web");
            Files.writeString(folder.log("web"), "start " + start);
        }
        assertThat(folder.log("web")).hasContent("start 8");
        assertThat(folder.path().resolve("logs/web.log.1")).hasContent("start 7");
        assertThat(folder.path().resolve("logs/web.log.5")).hasContent("start 3");
        assertThat(folder.path().resolve("logs/web.log.6")).doesNotExist();
    }

    private void supervise(Part... parts) {
        supervisor = new Supervisor(folder, new Console(new PrintStream(said)), FAST, List.of(parts));
    }

    private Part part(String name, Set<String> needs, String script) {
        return new Part(
                name,
                "for a test",
                needs,
                Set.of(),
                List.of("bash", "-c", script),
                temporary,
                Map.of(),
                Set.of(),
                new Readiness.Announced(temporary.resolve(name + ".ready")),
                Duration.ofSeconds(10));
    }

    private static Part using(String used, Part part) {
        return new Part(
                part.name(),
                part.purpose(),
                part.needs(),
                Set.of(used),
                part.command(),
                part.directory(),
                part.settings(),
                part.withheld(),
                part.readiness(),
                part.stopLimit());
    }

    private static String serving(String name) {
        return "trap 'echo %1$s stops >> events; exit 0' TERM; echo %1$s starts >> events; touch %1$s.ready; while true; do sleep 0.02; done"
                .formatted(name);
    }

    private List<String> events() throws Exception {
        return Files.readAllLines(temporary.resolve("events"));
    }

    private String said() {
        return said.toString();
    }
}
