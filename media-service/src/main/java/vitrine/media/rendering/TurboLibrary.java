package vitrine.media.rendering;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The functions of libjpeg-turbo (TurboJPEG API 2.x, which version 3 still has) that are used. */
final class TurboLibrary {

    static final int GREY = 3;
    static final int SUBSAMPLED_420 = 2;
    static final int PIXELS_RGB = 0;
    static final int PIXELS_CMYK = 11;
    static final int COLOURS_RGB = 0;
    static final int WARNING = 0;
    static final int FLAG_NO_REALLOCATION = 1 << 10;
    /** Exact transforms; without it the library encodes with quick ones that lose a tenth of a decibel. */
    static final int FLAG_ACCURATE_DCT = 1 << 12;

    static final int FLAG_LIMIT_SCANS = 1 << 15;

    /** How many columns and rows share a chroma sample, by TJSAMP number: 444, 422, 420, grey, 440, 411. */
    private static final int[] CHROMA_STEP_X = {1, 2, 2, 1, 1, 4};

    private static final int[] CHROMA_STEP_Y = {1, 1, 2, 1, 2, 1};

    private static final Logger log = LoggerFactory.getLogger(TurboLibrary.class);
    private static final String NAME = "libturbojpeg.so.0";

    final MethodHandle initDecompress;
    final MethodHandle initCompress;
    final MethodHandle destroy;
    final MethodHandle decompressHeader;
    final MethodHandle decompressToPlanes;
    final MethodHandle decompress;
    final MethodHandle compressFromPlanes;
    final MethodHandle bufferSize;
    final MethodHandle errorText;
    final MethodHandle errorCode;

    private TurboLibrary(SymbolLookup symbols) {
        var binder = new Binder(Linker.nativeLinker(), symbols);
        initDecompress = binder.bind("tjInitDecompress", ADDRESS);
        initCompress = binder.bind("tjInitCompress", ADDRESS);
        destroy = binder.bind("tjDestroy", JAVA_INT, ADDRESS);
        decompressHeader = binder.bind(
                "tjDecompressHeader3", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        decompressToPlanes = binder.bind(
                "tjDecompressToYUVPlanes",
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                JAVA_LONG,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                JAVA_INT);
        decompress = binder.bind(
                "tjDecompress2",
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                JAVA_LONG,
                ADDRESS,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT,
                JAVA_INT);
        compressFromPlanes = binder.bind(
                "tjCompressFromYUVPlanes",
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                JAVA_INT,
                ADDRESS,
                JAVA_INT,
                JAVA_INT,
                ADDRESS,
                ADDRESS,
                JAVA_INT,
                JAVA_INT);
        bufferSize = binder.bind("tjBufSize", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT);
        errorText = binder.bind("tjGetErrorStr2", ADDRESS, ADDRESS);
        errorCode = binder.bind("tjGetErrorCode", JAVA_INT, ADDRESS);
    }

    private record Binder(Linker linker, SymbolLookup symbols) {
        MethodHandle bind(String name, MemoryLayout result, MemoryLayout... arguments) {
            return linker.downcallHandle(symbols.find(name).orElseThrow(), FunctionDescriptor.of(result, arguments));
        }
    }

    /** Empty where the library is not installed or native access is not allowed. */
    static Optional<TurboLibrary> load() {
        try {
            return Optional.of(new TurboLibrary(SymbolLookup.libraryLookup(NAME, Arena.global())));
        } catch (IllegalArgumentException | NoSuchElementException | IllegalCallerException e) {
            log.warn("{} is not usable, JPEGs take the slower path: {}", NAME, e.getMessage());
            return Optional.empty();
        }
    }

    static boolean knowsSubsampling(int subsampling) {
        return subsampling >= 0 && subsampling < CHROMA_STEP_X.length;
    }

    static int chromaStepX(int subsampling) {
        return CHROMA_STEP_X[subsampling];
    }

    static int chromaStepY(int subsampling) {
        return CHROMA_STEP_Y[subsampling];
    }
}
