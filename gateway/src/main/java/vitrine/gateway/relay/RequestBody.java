package vitrine.gateway.relay;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

/** The client's body on its way to a service, a buffer at a time; sent once. */
final class RequestBody extends AbstractHttpEntity {

    private static final int BUFFER = 64 * 1024;

    private final HttpServletRequest request;
    private final long length;
    private @Nullable Watch watch;

    private RequestBody(HttpServletRequest request, long length) {
        // The type is among the headers already.
        super((String) null, null, length < 0);
        this.request = request;
        this.length = length;
    }

    static @Nullable RequestBody of(HttpServletRequest request) {
        var length = request.getContentLengthLong();
        return length > 0 || request.getHeader("Transfer-Encoding") != null
                ? new RequestBody(request, length)
                : length == 0 && !Patience.isRepeatable(request) ? new RequestBody(request, 0) : null;
    }

    void watchedBy(Watch watch) {
        this.watch = watch;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        var buffer = new byte[BUFFER];
        for (int read; (read = readFromClient(buffer)) >= 0; ) {
            out.write(buffer, 0, read);
            if (watch != null) {
                watch.moved();
            }
        }
    }

    private int readFromClient(byte[] buffer) throws ClientGone {
        try {
            return request.getInputStream().read(buffer);
        } catch (IOException e) {
            throw new ClientGone(e);
        }
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public InputStream getContent() throws IOException {
        return request.getInputStream();
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public void close() {}

    /** The client stopped sending; no fault of the service. */
    static final class ClientGone extends IOException {

        ClientGone(IOException cause) {
            super(cause);
        }
    }
}
