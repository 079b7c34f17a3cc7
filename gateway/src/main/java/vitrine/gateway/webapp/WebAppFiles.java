package vitrine.gateway.webapp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The built web app, read from the jar when first asked for and kept, compressed once. */
@Component
class WebAppFiles {

    private static final String ROOT = "webapp/";
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");
    private static final int WORTH_COMPRESSING = 1024;

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html;charset=UTF-8"),
            Map.entry("js", "text/javascript;charset=UTF-8"),
            Map.entry("css", "text/css;charset=UTF-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain;charset=UTF-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"));

    private final ConcurrentMap<String, WebAppFile> files = new ConcurrentHashMap<>();

    /**
     * @param gzip the same, smaller; null where that brings nothing
     * @param brotli the same, smallest; null where the build made none
     */
    record WebAppFile(byte[] bytes, byte @Nullable [] gzip, byte @Nullable [] brotli, String type, String etag) {}

    Optional<WebAppFile> find(String path) {
        var known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        var type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || !PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        var read = read(path);
        if (read == null) {
            return Optional.empty();
        }
        var file = new WebAppFile(read, compress(read, type), read(path + ".br"), type, etag(read));
        files.put(path, file);
        return Optional.of(file);
    }

    private static byte @Nullable [] read(String path) {
        try (var in = WebAppFiles.class.getClassLoader().getResourceAsStream(ROOT + path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte @Nullable [] compress(byte[] bytes, String type) {
        var text = type.startsWith("text/") || type.contains("json") || type.contains("svg") || type.contains("wasm");
        if (!text || bytes.length < WORTH_COMPRESSING) {
            return null;
        }
        var out = new ByteArrayOutputStream(bytes.length / 3);
        try (var gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String etag(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
