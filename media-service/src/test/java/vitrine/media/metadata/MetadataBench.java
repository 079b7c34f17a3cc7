package vitrine.media.metadata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Writes what is read from every file of a folder as JSON; run by {@code deploy/bench/metadata/run}. */
public final class MetadataBench {

    record Photo(String file, PhotoMetadata metadata) {}

    private MetadataBench() {}

    public static void main(String[] arguments) throws IOException {
        var reader = new MetadataReader();
        List<Path> files;
        try (Stream<Path> found = Files.walk(Path.of(arguments[0]))) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        List<Photo> photos = files.stream()
                .map(file -> new Photo(file.toString(), reader.read(file)))
                .toList();
        // Standard output is for the log.
        Files.writeString(Path.of(arguments[1]), JsonMapper.shared().writeValueAsString(photos));
    }
}
