package vitrine.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The secrets of a data folder: made once, kept in a file that only its owner may read. */
final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    /** Without characters that are taken for one another. */
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private Secrets() {}

    /** Those of the folder; missing ones are made and stored before this returns. */
    static Map<String, String> keptIn(Path file) throws IOException {
        var secrets = read(file);
        var before = secrets.size();
        makers().forEach((name, maker) -> secrets.computeIfAbsent(name, missing -> maker.get()));
        if (secrets.size() > before) {
            write(file, secrets);
        }
        return secrets;
    }

    private static Map<String, Supplier<String>> makers() {
        Map<String, Supplier<String>> makers = new LinkedHashMap<>();
        makers.put("ADMIN_PASSWORD", Secrets::readablePassword);
        makers.put("MEDIA_SIGNING_KEYS", () -> "k1:" + key());
        makers.put("SHARE_LINK_KEY", Secrets::key);
        makers.put("GATEWAY_CLIENT_SECRET", Secrets::token);
        makers.put("AUTH_KEY_SECRET", Secrets::token);
        makers.put("RABBITMQ_PASSWORD", Secrets::token);
        makers.put("POSTGRES_PASSWORD", Secrets::token);
        for (var database : ExternalServices.DATABASES) {
            makers.put("DATABASE_PASSWORD_" + database, Secrets::token);
        }
        makers.put("DEMO_PASSWORD", Secrets::readablePassword);
        return makers;
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> secrets = new LinkedHashMap<>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                var equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    secrets.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        return secrets;
    }

    private static void write(Path file, Map<String, String> secrets) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        var text = secrets.entrySet().stream()
                .map(secret -> secret.getKey() + "=" + secret.getValue() + "\n")
                .collect(Collectors.joining(
                        "", "# Made once for this data folder. Whoever has them has the suite.\n", ""));
        Files.writeString(temporary, text);
        try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String key() {
        return Base64.getEncoder().encodeToString(random(32));
    }

    private static String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random(32));
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Eighteen random characters in groups, with small and capital letters and digits in it. */
    private static String readablePassword() {
        while (true) {
            var password = new StringBuilder();
            for (int i = 0; i < 18; i++) {
                if (i > 0 && i % 6 == 0) {
                    password.append('-');
                }
                password.append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
            }
            if (password.chars().anyMatch(Character::isUpperCase)
                    && password.chars().anyMatch(Character::isLowerCase)
                    && password.chars().anyMatch(Character::isDigit)) {
                return password.toString();
            }
        }
    }
}
