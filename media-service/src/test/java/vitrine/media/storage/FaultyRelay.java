package vitrine.media.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A stretch of network between a back end and its server on which anything can go wrong. */
public final class FaultyRelay implements AutoCloseable {

    /** What happens to connections. */
    public enum Fault {
        NONE,
        /** Every request is answered 503 and reaches nobody. */
        OVERLOADED,
        /** Connections are taken and nothing is ever answered. */
        SILENT,
        /** Connections break at once. */
        BROKEN
    }

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger faults = new AtomicInteger();
    private volatile Fault fault = Fault.NONE;

    public FaultyRelay(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** From now on, until told otherwise. */
    public void fault(Fault wanted) {
        faults.set(Integer.MAX_VALUE);
        become(wanted);
    }

    /** For so many connections, then none. */
    public void fault(Fault wanted, int connections) {
        faults.set(connections);
        become(wanted);
    }

    private void become(Fault wanted) {
        fault = wanted;
        open.forEach(FaultyRelay::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        Fault now = fault != Fault.NONE && faults.getAndDecrement() > 0 ? fault : Fault.NONE;
        try {
            switch (now) {
                case NONE -> relay(client);
                case BROKEN -> close(client);
                case OVERLOADED -> refuse(client);
                case SILENT -> client.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException ended) {
            // as it should
        } finally {
            close(client);
            open.remove(client);
        }
    }

    private static void refuse(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        in.readNBytes(1);
        in.skipNBytes(in.available());
        client.getOutputStream()
                .write("HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
        client.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
    }

    private void relay(Socket client) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            Thread.ofVirtual().start(() -> {
                try {
                    client.getInputStream().transferTo(server.getOutputStream());
                    server.shutdownOutput();
                } catch (IOException ended) {
                    close(server);
                }
            });
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(FaultyRelay::close);
    }
}
