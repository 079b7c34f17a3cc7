package vitrine.media.storage;

import java.nio.file.Path;

/** An object as a file, to be read until this is closed. */
public final class LocalCopy implements AutoCloseable {

    private final Path path;
    private final Runnable end;

    private LocalCopy(Path path, Runnable end) {
        this.path = path;
        this.end = end;
    }

    /** The object's own file. */
    static LocalCopy itself(Path path) {
        return new LocalCopy(path, () -> {});
    }

    /** @param end deletes it and never throws */
    static LocalCopy temporary(Path path, Runnable end) {
        return new LocalCopy(path, end);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        end.run();
    }
}
