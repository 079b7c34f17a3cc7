package vitrine.media.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFolderTest extends StorageContract {

    @TempDir
    Path directory;

    private LocalFolder folder;

    @BeforeEach
    void open() throws IOException {
        folder = new LocalFolder(new StorageSettings(LocalFolder.ID, directory, 0, directory, 1 << 20));
    }

    @Override
    protected Storage storage() {
        return folder;
    }

    @Override
    protected int objects() throws IOException {
        return files().size();
    }

    @Test
    void keepsNothingWhenThereIsNoRoom() throws Exception {
        var full =
                new LocalFolder(new StorageSettings(LocalFolder.ID, directory, Long.MAX_VALUE / 2, directory, 1 << 20));

        assertThatExceptionOfType(StorageFull.class)
                .isThrownBy(() -> full.receive(stream(bytes), bytes.length, "image/jpeg"));
        assertThatExceptionOfType(StorageFull.class)
                .isThrownBy(() -> full.write(
                        ObjectName.rendition(key, "preview"), "image/jpeg", stream(bytes), Checksums.of(bytes)));
        assertThat(files()).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }
}
