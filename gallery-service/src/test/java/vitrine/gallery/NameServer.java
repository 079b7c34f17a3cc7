package vitrine.gallery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A name server that knows texts alone (RFC 1035), so that no test asks the outside. */
final class NameServer {

    static final NameServer INSTANCE = new NameServer();

    private static final int HEADER = 12;

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private final DatagramSocket socket;

    private NameServer() {
        try {
            socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "dns://127.0.0.1:" + socket.getLocalPort();
    }

    void say(String name, String text) {
        texts.put(name, text);
    }

    private void serve() {
        try {
            while (true) {
                var query = new DatagramPacket(new byte[512], 512);
                socket.receive(query);
                byte[] answer = answer(query.getData(), query.getLength());
                socket.send(new DatagramPacket(answer, answer.length, query.getSocketAddress()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] answer(byte[] query, int length) {
        var name = new StringBuilder();
        int at = HEADER;
        while (query[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
            at += query[at] + 1;
        }
        int end = at + 5;
        String text = texts.get(name.toString().toLowerCase(Locale.ROOT));
        var out = new ByteArrayOutputStream();
        out.write(query, 0, 2);
        var header = ByteBuffer.allocate(10)
                .putShort((short) (text == null ? 0x8183 : 0x8180))
                .putShort((short) 1)
                .putShort((short) (text == null ? 0 : 1))
                .putShort((short) 0)
                .putShort((short) 0);
        out.writeBytes(header.array());
        out.write(query, HEADER, Math.min(end, length) - HEADER);
        if (text != null) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            out.writeBytes(ByteBuffer.allocate(13 + bytes.length)
                    .putShort((short) 0xC00C)
                    .putShort((short) 16)
                    .putShort((short) 1)
                    .putInt(60)
                    .putShort((short) (bytes.length + 1))
                    .put((byte) bytes.length)
                    .put(bytes)
                    .array());
        }
        return out.toByteArray();
    }
}
