package vitrine.gallery.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/**
 * Fetches pictures by URL. Each hop must lead to a listed host; its name is resolved once, every address it has must be a
 * public one, and the connection goes to these addresses and no others.
 */
public class RemotePictures {

    private static final Logger log = LoggerFactory.getLogger(RemotePictures.class);
    private static final int MAX_REDIRECTS = 3;
    private static final int MAX_URL = 2048;
    private static final int AT_ONCE = 4;
    private static final int BUFFER = 64 * 1024;
    private static final int HEAD = 16;

    /** From a name to its addresses. */
    @FunctionalInterface
    interface Resolution {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    private final FetchSettings settings;
    private final long maxBytes;
    private final Function<byte[], Optional<String>> typeOf;
    private final Resolution resolution;
    private final Predicate<InetAddress> reachable;
    private final Semaphore slots = new Semaphore(AT_ONCE);

    /** @param typeOf the media type by the first bytes of a picture */
    public RemotePictures(FetchSettings settings, long maxBytes, Function<byte[], Optional<String>> typeOf) {
        this(settings, maxBytes, typeOf, InetAddress::getAllByName, PublicAddresses::contain);
    }

    RemotePictures(
            FetchSettings settings,
            long maxBytes,
            Function<byte[], Optional<String>> typeOf,
            Resolution resolution,
            Predicate<InetAddress> reachable) {
        this.settings = settings;
        this.maxBytes = maxBytes;
        this.typeOf = typeOf;
        this.resolution = resolution;
        this.reachable = reachable;
    }

    /** @throws Problem when fetching is off, the address is not allowed, or no picture comes */
    public RemotePicture fetch(String url) {
        if (settings.hosts().isEmpty()) {
            throw Problem.of(ProblemKind.NOT_CONFIGURED, "Fetching pictures from other hosts is not switched on here.");
        }
        URI first = parse(url);
        if (!slots.tryAcquire()) {
            throw Problem.of(ProblemKind.RATE_LIMITED, "Too many pictures are being fetched. Try again soon.");
        }
        try {
            return fetch(first, System.nanoTime() + settings.timeout().toNanos());
        } catch (AddressRefused refused) {
            log.info("Not fetched: {}", refused.getMessage());
            throw notAllowed();
        } catch (HttpException failed) {
            throw Problem.of(ProblemKind.SOURCE_UNAVAILABLE);
        } catch (IOException failed) {
            if (failed.getCause() instanceof AddressRefused || hasSuppressed(failed)) {
                throw notAllowed();
            }
            log.info("Not fetched from {}: {}", first.getHost(), failed.toString());
            throw Problem.of(ProblemKind.SOURCE_UNAVAILABLE);
        } finally {
            slots.release();
        }
    }

    private static boolean hasSuppressed(IOException failed) {
        for (Throwable one : failed.getSuppressed()) {
            if (one instanceof AddressRefused) {
                return true;
            }
        }
        return false;
    }

    private RemotePicture fetch(URI first, long deadline) throws IOException, HttpException {
        URI at = first;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            requireListed(at);
            var request = new HttpGet(at);
            request.setHeader("Accept", "image/*");
            try (CloseableHttpClient client = client(deadline)) {
                Hop answer;
                try {
                    answer = new HopReader(at, deadline)
                            .read(client.executeOpen(RoutingSupport.determineHost(request), request, null));
                } finally {
                    // Closing alone would read the rest of the answer, however long it is.
                    request.cancel();
                }
                if (answer.picture() != null) {
                    return answer.picture();
                }
                at = answer.next() == null ? at : answer.next();
            }
        }
        throw new IOException("Too many redirects");
    }

    private record Hop(@Nullable URI next, @Nullable RemotePicture picture) {}

    private final class HopReader {

        private final URI at;
        private final long deadline;

        HopReader(URI at, long deadline) {
            this.at = at;
            this.deadline = deadline;
        }

        /** Leaves the body open: whoever asked ends the connection. */
        Hop read(ClassicHttpResponse response) throws IOException {
            int status = response.getCode();
            Header location = response.getFirstHeader("Location");
            if (status >= 300 && status < 400 && location != null) {
                return new Hop(
                        parse(at.resolve(parseLocation(location.getValue())).toString()), null);
            }
            HttpEntity entity = response.getEntity();
            if (status != 200 || entity == null) {
                throw new IOException("It answered " + status);
            }
            if (entity.getContentLength() > maxBytes) {
                throw tooLarge();
            }
            return new Hop(null, keep(entity.getContent()));
        }

        private RemotePicture keep(InputStream body) throws IOException {
            byte[] head = body.readNBytes(HEAD);
            String type = typeOf.apply(head).orElseThrow(() -> Problem.of(ProblemKind.UNSUPPORTED_TYPE));
            Path file = Files.createTempFile("vitrine-fetched-", ".tmp");
            boolean complete = false;
            try (OutputStream out = Files.newOutputStream(file)) {
                out.write(head);
                long size = head.length;
                byte[] buffer = new byte[BUFFER];
                for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                    size += count;
                    if (size > maxBytes) {
                        throw tooLarge();
                    }
                    if (System.nanoTime() > deadline) {
                        throw new IOException("It took too long");
                    }
                    out.write(buffer, 0, count);
                }
                complete = true;
                return new RemotePicture(file, filename(at), type, size);
            } finally {
                if (!complete) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private Problem tooLarge() {
        return Problem.of(ProblemKind.UPLOAD_TOO_LARGE, "At most " + maxBytes + " bytes are allowed.");
    }

    /** For one hop: no redirects, cookies, proxies or inflating of its own, and no connection kept. */
    private CloseableHttpClient client(long deadline) {
        Duration left = Duration.ofNanos(Math.max(1_000_000, deadline - System.nanoTime()));
        Timeout wait = Timeout.of(left);
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new PinnedResolver())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(
                                        settings.connectTimeout().compareTo(left) < 0
                                                ? settings.connectTimeout()
                                                : left))
                                .setSocketTimeout(wait)
                                .build())
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(wait).build())
                .setUserAgent("Vitrine")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .build();
    }

    /** Whatever a name is made to say the next time it is asked: these addresses are the ones that were looked at. */
    private final class PinnedResolver implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = resolution.of(host);
            for (InetAddress address : addresses) {
                if (!reachable.test(address)) {
                    throw new AddressRefused(host + " leads to " + address.getHostAddress());
                }
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static final class AddressRefused extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        AddressRefused(String reason) {
            super(reason);
        }
    }

    private void requireListed(URI url) throws AddressRefused {
        String scheme = String.valueOf(url.getScheme());
        boolean allowed = scheme.equals("https") || (settings.allowHttp() && scheme.equals("http"));
        String host = url.getHost();
        if (!allowed || host == null || url.getRawUserInfo() != null || !settings.lists(host, url.getPort())) {
            throw new AddressRefused("not on the list: " + scheme + "://" + host);
        }
    }

    private static URI parse(String url) {
        try {
            if (url.length() > MAX_URL) {
                throw notAllowed();
            }
            return new URI(url).normalize();
        } catch (URISyntaxException e) {
            throw notAllowed();
        }
    }

    private static URI parseLocation(String location) throws IOException {
        try {
            return new URI(location);
        } catch (URISyntaxException e) {
            throw new IOException("It leads to no address");
        }
    }

    private static Problem notAllowed() {
        return Problem.of(ProblemKind.ADDRESS_NOT_ALLOWED);
    }

    private static String filename(URI url) {
        String path = url.getPath() == null ? "" : url.getPath();
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.isEmpty() ? "photo" : last;
    }
}
