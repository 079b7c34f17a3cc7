package vitrine.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Received mail, a JSON file a message; the newest are held ready. */
final class MailStore {

    private static final int SHOWN = 500;

    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final Path directory;
    private final Deque<Mail> newestFirst = new ArrayDeque<>();

    MailStore(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        try (var files = Files.list(directory)) {
            files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .reversed())
                    .limit(SHOWN)
                    .forEach(this::load);
        }
    }

    private void load(Path file) {
        try {
            newestFirst.addLast(JSON.readValue(file, Mail.class));
        } catch (JacksonException e) {
            System.err.println("The mail in " + file + " cannot be read: " + e.getOriginalMessage());
        }
    }

    /** Durable when it returns: the sender is told only then that the mail was taken. */
    synchronized void add(Mail mail) {
        var name = "%016d-%s".formatted(mail.receivedAt().toEpochMilli(), mail.id());
        var temporary = directory.resolve(name + ".part");
        try {
            Files.write(
                    temporary,
                    JSON.writeValueAsBytes(mail),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DSYNC);
            Files.move(temporary, directory.resolve(name + ".json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The mail cannot be stored", e);
        }
        newestFirst.addFirst(mail);
        if (newestFirst.size() > SHOWN) {
            newestFirst.removeLast();
        }
    }

    synchronized List<Mail> newestFirst() {
        return List.copyOf(newestFirst);
    }

    Optional<Mail> find(String id) {
        return newestFirst().stream().filter(mail -> mail.id().equals(id)).findFirst();
    }
}
