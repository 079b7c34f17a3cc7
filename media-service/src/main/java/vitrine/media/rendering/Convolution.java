package vitrine.media.rendering;

import java.lang.management.ManagementFactory;

/** Applies a kernel down the columns of a plane. One implementation is chosen when the process starts. */
interface Convolution {

    /**
     * @param source rows of {@code width} samples
     * @param target {@code kernel.outputs()} rows of {@code width} samples
     */
    void columns(byte[] source, int width, Kernel kernel, byte[] target);

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
