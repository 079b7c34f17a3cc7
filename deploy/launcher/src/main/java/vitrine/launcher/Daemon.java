package vitrine.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the launcher in the background and shows what it says until everything is ready. */
final class Daemon {

    private static final String LOG = "launcher";

    private final Options options;
    private final DataFolder folder;
    private long shown;

    Daemon(Options options) {
        this.options = options;
        this.folder = new DataFolder(options.data());
    }

    /** The exit code for the terminal. */
    int start() throws IOException, InterruptedException {
        folder.prepare();
        // Before its log is touched; the launcher in the background takes the lock itself.
        folder.lock();
        Files.deleteIfExists(folder.state());
        folder.rotateLog(LOG);
        folder.close();
        var process = launch();
        var abandoned = new Thread(process::destroy, "stop");
        Runtime.getRuntime().addShutdownHook(abandoned);
        while (process.isAlive() && !Files.exists(folder.state())) {
            show();
            TimeUnit.MILLISECONDS.sleep(100);
        }
        show();
        if (!process.isAlive()) {
            return process.exitValue();
        }
        Runtime.getRuntime().removeShutdownHook(abandoned);
        System.out.println("It runs in the background; deploy/down stops it.");
        return Files.readString(folder.state()).contains("failed")
                ? new Refusal(Refusal.Code.DEMO_FAILED, "").exit()
                : 0;
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>();
        if (Isolation.prefix().contains("setsid")) {
            command.add("setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx48m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Launcher.class.getName()));
        command.addAll(options.inForeground());
        return new ProcessBuilder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.appendTo(folder.log(LOG).toFile()))
                .redirectErrorStream(true)
                .start();
    }

    private void show() throws IOException {
        try (var log = new RandomAccessFile(folder.log(LOG).toFile(), "r")) {
            log.seek(shown);
            var bytes = new byte[(int) Math.min(log.length() - shown, 1 << 20)];
            log.readFully(bytes);
            shown += bytes.length;
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }
    }
}
