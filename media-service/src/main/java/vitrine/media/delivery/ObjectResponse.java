package vitrine.media.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vitrine.media.storage.Storage;
import vitrine.media.storage.StoredObject;

/** Sends an object that never changes under its name, or the part of it that is asked for. */
final class ObjectResponse {

    private static final String SENDFILE = "org.apache.tomcat.sendfile.";

    /** Below this size the copy is cheaper than the switch to the kernel's. */
    private static final long SENDFILE_MIN = 48 * 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Storage storage;
    private final StoredObject object;
    private final String etag;

    ObjectResponse(HttpServletRequest request, HttpServletResponse response, Storage storage, StoredObject object) {
        this.request = request;
        this.response = response;
        this.storage = storage;
        this.object = object;
        this.etag = "\"" + object.version() + "\"";
    }

    void send() throws IOException {
        Optional<ByteRange> asked = ByteRange.ask(request, response, object.size(), etag);
        if (asked.isPresent()) {
            send(asked.get().first(), asked.get().length());
        }
    }

    private void send(long first, long length) throws IOException {
        Optional<Path> file = length < SENDFILE_MIN || !Boolean.TRUE.equals(attribute("support"))
                ? Optional.empty()
                : storage.file(object.name());
        if (file.isPresent()) {
            request.setAttribute(SENDFILE + "filename", file.get().toString());
            request.setAttribute(SENDFILE + "start", first);
            request.setAttribute(SENDFILE + "end", first + length);
            return;
        }
        try (InputStream bytes = storage.open(object, first, length)) {
            if (length < SENDFILE_MIN) {
                response.getOutputStream().write(bytes.readNBytes((int) length));
            } else {
                bytes.transferTo(response.getOutputStream());
            }
        }
    }

    private @Nullable Object attribute(String name) {
        return request.getAttribute(SENDFILE + name);
    }
}
