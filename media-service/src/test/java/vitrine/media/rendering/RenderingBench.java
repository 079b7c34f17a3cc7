package vitrine.media.rendering;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import vitrine.media.metadata.MetadataReader;

/**
 * Measures the CPU seconds a photo costs: every rendition, placeholder and metadata of every file in a folder, pass
 * after pass in one process; the last pass counts. Run by {@code deploy/bench/rendering/run}.
 *
 * <p>Arguments: folder with originals, passes, folder for the results (or {@code -}), and {@code fast}, {@code scalar}
 * (no Vector API) or {@code java} (no libjpeg-turbo either).
 */
public final class RenderingBench {

    private static final WatermarkSpec MARK = WatermarkSpec.tiled("SAMPLE PROOF");

    private RenderingBench() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> originals = files(Path.of(arguments[0]));
        int passes = Integer.parseInt(arguments[1]);
        Renderer renderer = renderer(arguments[3]);
        var metadata = new MetadataReader();
        for (int pass = 1; pass <= passes; pass++) {
            boolean last = pass == passes;
            long began = cpuNanos();
            for (Path original : originals) {
                long one = cpuNanos();
                String outcome = render(renderer, metadata, original, last ? arguments[2] : "-");
                if (last) {
                    System.out.printf(
                            Locale.ROOT, "  %-36s %6.3f s  %s%n", original.getFileName(), seconds(one), outcome);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "vitrine-%s pass %d cpu/photo=%.4f%n",
                    arguments[3],
                    pass,
                    seconds(began) / originals.size());
        }
    }

    private static Renderer renderer(String mode) {
        RenderLimits limits = RenderLimits.defaults();
        return switch (mode) {
            case "fast" -> Renderer.create(limits);
            case "scalar" -> Renderer.create(limits, TurboLibrary.load(), new ScalarConvolution());
            case "java" -> Renderer.create(limits, Optional.empty(), new ScalarConvolution());
            default -> throw new IllegalArgumentException(mode);
        };
    }

    private static String render(Renderer renderer, MetadataReader metadata, Path original, String results)
            throws IOException {
        try {
            metadata.read(original);
            RenderedSet set = renderer.render(original, MARK);
            if (!results.equals("-")) {
                Path folder = Files.createDirectories(Path.of(results));
                for (Rendition rendition : set.renditions()) {
                    Files.write(
                            folder.resolve(original.getFileName() + "." + rendition.name() + ".jpg"), rendition.jpeg());
                }
            }
            return set.engine() + " " + set.width() + "x" + set.height();
        } catch (UnreadablePicture e) {
            return e.code() + ": " + e.getMessage();
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double seconds(long began) {
        return (cpuNanos() - began) / 1e9;
    }
}
