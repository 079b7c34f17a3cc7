package vitrine.gateway.limits;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body was read already and is read once more on its way to the service. */
final class HeldBody extends HttpServletRequestWrapper {

    private final byte[] body;
    private final ByteArrayInputStream unread;

    HeldBody(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
        this.unread = new ByteArrayInputStream(body);
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new ServletInputStream() {

            @Override
            public int read() {
                return unread.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return unread.read(buffer, offset, length);
            }

            @Override
            public boolean isFinished() {
                return unread.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("Read by the thread of the request");
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
