package vitrine.media.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

/**
 * The part of a content that a request asks for (RFC 9110, sections 13 and 14).
 *
 * @param first offset of the first byte
 * @param length number of bytes
 */
public record ByteRange(long first, long length) {

    /**
     * Answers the head of a request: status, entity tag and length.
     *
     * @param size of the whole content
     * @param etag strong, with its quotes
     * @return what to send, or nothing when the head is the whole answer
     */
    public static Optional<ByteRange> ask(
            HttpServletRequest request, HttpServletResponse response, long size, String etag) {
        response.setHeader(HttpHeaders.ETAG, etag);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        if (isKnown(request, etag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return Optional.empty();
        }
        List<HttpRange> ranges = ranges(request, etag);
        ByteRange part;
        if (ranges.size() != 1) {
            // Several ranges at once are answered with the whole, as RFC 9110 allows.
            part = new ByteRange(0, size);
        } else {
            Optional<ByteRange> satisfied = satisfy(ranges.getFirst(), size);
            if (satisfied.isEmpty()) {
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
                response.setContentLength(0);
                return Optional.empty();
            }
            part = satisfied.get();
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader(
                    HttpHeaders.CONTENT_RANGE,
                    "bytes " + part.first + "-" + (part.first + part.length - 1) + "/" + size);
        }
        response.setContentLengthLong(part.length);
        return request.getMethod().equals("HEAD") ? Optional.empty() : Optional.of(part);
    }

    private static Optional<ByteRange> satisfy(HttpRange range, long size) {
        try {
            long first = range.getRangeStart(size);
            long last = range.getRangeEnd(size);
            return first < size && first <= last
                    ? Optional.of(new ByteRange(first, last - first + 1))
                    : Optional.empty();
        } catch (IllegalArgumentException outside) {
            return Optional.empty();
        }
    }

    private static boolean isKnown(HttpServletRequest request, String etag) {
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

    private static List<HttpRange> ranges(HttpServletRequest request, String etag) {
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
}
