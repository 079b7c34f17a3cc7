package vitrine.media.rendering;

import java.lang.management.ManagementFactory;

/** Applies a kernel down the columns of a plane. One implementation is chosen when the process starts. */
interface Convolution {

    /**
     * @param source rows of {@code width} samples
     * @param firstRow the row of the plane that {@code source} begins with
     * @param from the first of the kernel's outputs that is asked for
     * @param to behind the last
     * @param target receives {@code to - from} rows of {@code width} samples
     */
    void columns(byte[] source, int firstRow, int width, Kernel kernel, int from, int to, byte[] target);

    /**
     * The Vector API when its module was added and the optimising compiler is there to make instructions of it (under
     * the first tier alone it is many times slower than plain loops).
     */
    static Convolution fastest() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors && compilesFully() ? VectorConvolution.create() : new ScalarConvolution();
    }

    private static boolean compilesFully() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .noneMatch(argument -> argument.startsWith("-XX:TieredStopAtLevel=") && !argument.endsWith("=4")
                        || argument.equals("-Xint"));
    }
}
