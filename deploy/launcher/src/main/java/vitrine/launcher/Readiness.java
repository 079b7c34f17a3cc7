package vitrine.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a part shows that it can be used. */
sealed interface Readiness {

    /** Forgets an earlier answer, before the part is started again. */
    default void reset() throws IOException {}

    boolean reached();

    /** The part writes this file when ready. */
    record Announced(Path file) implements Readiness {

        @Override
        public void reset() throws IOException {
            Files.deleteIfExists(file);
        }

        @Override
        public boolean reached() {
            return Files.exists(file);
        }
    }

    /** The part answers 200 here, on the loopback address. */
    record Answered(int port, String path) implements Readiness {

        private static final int LIMIT_MILLIS = 5000;

        @Override
        public boolean reached() {
            try (var socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), LIMIT_MILLIS);
                socket.setSoTimeout(LIMIT_MILLIS);
                var request =
                        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n".formatted(path, port);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                var start = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                return start.equals("HTTP/1.1 200");
            } catch (IOException e) {
                return false;
            }
        }
    }
}
