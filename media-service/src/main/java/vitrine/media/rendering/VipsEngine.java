package vitrine.media.rendering;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HEIC and AVIF by {@code vipsthumbnail}, in a process of its own with limits on time, memory and output: its decoders
 * are large native libraries that meet files from strangers.
 */
final class VipsEngine implements ImageEngine {

    private static final Logger log = LoggerFactory.getLogger(VipsEngine.class);
    private static final long MAX_MEMORY = 4L << 30;
    private static final long MAX_OUTPUT = 256L << 20;
    private static final int MAX_MESSAGE = 2_000;

    private final Path vipsthumbnail;
    private final @Nullable Path prlimit;
    private final ImageIoEngine pngReader;

    private VipsEngine(Path vipsthumbnail, @Nullable Path prlimit, ImageIoEngine pngReader) {
        this.vipsthumbnail = vipsthumbnail;
        this.prlimit = prlimit;
        this.pngReader = pngReader;
    }

    /** Empty where {@code vipsthumbnail} is not installed. */
    static Optional<VipsEngine> find(ImageIoEngine pngReader) {
        Optional<Path> vips = onPath("vipsthumbnail");
        if (vips.isEmpty()) {
            log.info("vipsthumbnail is not installed: HEIC and AVIF are refused");
        }
        return vips.map(program -> new VipsEngine(program, onPath("prlimit").orElse(null), pngReader));
    }

    private static Optional<Path> onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder, program);
            if (candidate.isAbsolute() && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    @Override
    public String name() {
        return "vips";
    }

    @Override
    public boolean takes(PictureFormat format) {
        return format == PictureFormat.HEIC || format == PictureFormat.AVIF;
    }

    @Override
    public Decoded decode(Original original, int longestSide, Deadline deadline) throws IOException, UnreadablePicture {
        Path folder = Files.createTempDirectory("vitrine-decode-");
        Path small = folder.resolve("small.png");
        Path errors = folder.resolve("errors");
        try {
            run(command(original.path(), small, longestSide, deadline), errors, deadline);
            if (!Files.exists(small)) {
                throw refusal(errors);
            }
            return readSmall(small, longestSide, deadline);
        } finally {
            Files.deleteIfExists(small);
            Files.deleteIfExists(errors);
            Files.deleteIfExists(folder);
        }
    }

    private List<String> command(Path original, Path small, int longestSide, Deadline deadline) {
        var command = new ArrayList<String>();
        if (prlimit != null) {
            command.add(prlimit.toString());
            command.add("--as=" + MAX_MEMORY);
            command.add("--fsize=" + MAX_OUTPUT);
            command.add("--cpu=" + (deadline.left().toSeconds() + 2));
            command.add("--core=0");
        }
        command.add(vipsthumbnail.toString());
        command.add(original.toAbsolutePath().toString());
        command.add("--size");
        command.add(longestSide + "x" + longestSide + ">");
        command.add("--export-profile");
        command.add("srgb");
        command.add("-o");
        command.add(small + "[compression=1,strip]");
        return command;
    }

    private static void run(List<String> command, Path errors, Deadline deadline) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "TMPDIR", "LD_LIBRARY_PATH"));
        environment.put("VIPS_CONCURRENCY", "1");
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Deadline.Passed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a picture was decoded", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** A library built without the codec is this machine's limit; everything else is the file's fault. */
    private static UnreadablePicture refusal(Path errors) throws IOException {
        byte[] said = Files.readAllBytes(errors);
        String text = new String(said, 0, Math.min(said.length, MAX_MESSAGE), StandardCharsets.UTF_8);
        log.info("vipsthumbnail refused a picture: {}", text.strip());
        if (text.contains("not a known file format") || text.contains("Unsupported codec")) {
            return new UnreadablePicture(
                    UnreadablePicture.UNSUPPORTED, "HEIC and AVIF pictures cannot be decoded on this installation.");
        }
        return new UnreadablePicture(UnreadablePicture.UNREADABLE, "The picture is damaged and cannot be decoded.");
    }

    private Decoded readSmall(Path png, int longestSide, Deadline deadline) throws IOException, UnreadablePicture {
        try (Arena arena = Arena.ofConfined()) {
            byte[] content = Files.readAllBytes(png);
            MemorySegment bytes = arena.allocate(content.length);
            MemorySegment.copy(content, 0, bytes, ValueLayout.JAVA_BYTE, 0, content.length);
            var upright = new Original(png, bytes, PictureStructure.read(bytes));
            Decoded decoded = pngReader.decode(upright, longestSide, deadline);
            return new Decoded(decoded.picture(), decoded.profile(), true);
        }
    }
}
