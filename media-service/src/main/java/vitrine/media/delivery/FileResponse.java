package vitrine.media.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

/** Sends a file that never changes under its name, or the part of it that is asked for. */
final class FileResponse {

    private static final String SENDFILE = "org.apache.tomcat.sendfile.";

    /** Below this size the copy is cheaper than the switch to the kernel's. */
    private static final long SENDFILE_MIN = 48 * 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Path file;
    private final long size;
    private final String etag;

    /** @param modified in nanoseconds; a file that was rendered again gets another entity tag by it */
    FileResponse(HttpServletRequest request, HttpServletResponse response, Path file, long size, long modified) {
        this.request = request;
        this.response = response;
        this.file = file;
        this.size = size;
        this.etag = "\"" + Long.toHexString(size) + "-" + Long.toHexString(modified) + "\"";
    }

    void send() throws IOException {
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (isKnown()) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        List<HttpRange> ranges = ranges();
        if (ranges.size() != 1) {
            // Several ranges at once are answered with the whole, as RFC 9110 allows.
            send(0, size);
            return;
        }
        HttpRange range = ranges.getFirst();
        long first;
        long last;
        try {
            first = range.getRangeStart(size);
            last = range.getRangeEnd(size);
        } catch (IllegalArgumentException e) {
            first = size;
            last = size;
        }
        if (first >= size || last < first) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            response.setContentLength(0);
            return;
        }
        response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
        response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + size);
        send(first, last - first + 1);
    }

    private boolean isKnown() {
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known == null) {
            return false;
        }
        for (String tag : known.split(",", -1)) {
            String candidate = tag.strip();
            if (candidate.equals("*") || candidate.equals(etag) || candidate.equals("W/" + etag)) {
                return true;
            }
        }
        return false;
    }

    private List<HttpRange> ranges() {
        String range = request.getHeader(HttpHeaders.RANGE);
        String condition = request.getHeader(HttpHeaders.IF_RANGE);
        if (range == null || (condition != null && !condition.strip().equals(etag))) {
            return List.of();
        }
        try {
            return HttpRange.parseRanges(range);
        } catch (IllegalArgumentException notUnderstood) {
            return List.of();
        }
    }

    private void send(long first, long length) throws IOException {
        response.setContentLengthLong(length);
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        if (length >= SENDFILE_MIN && Boolean.TRUE.equals(attribute("support"))) {
            request.setAttribute(SENDFILE + "filename", file.toString());
            request.setAttribute(SENDFILE + "start", first);
            request.setAttribute(SENDFILE + "end", first + length);
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            WritableByteChannel out = Channels.newChannel(response.getOutputStream());
            long at = first;
            while (at < first + length) {
                long sent = channel.transferTo(at, first + length - at, out);
                if (sent <= 0) {
                    throw new IOException("The file became shorter while it was sent");
                }
                at += sent;
            }
        }
    }

    private @Nullable Object attribute(String name) {
        return request.getAttribute(SENDFILE + name);
    }
}
