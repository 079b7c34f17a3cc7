package vitrine.media.archives;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vitrine.media.delivery.ByteRange;
import vitrine.media.delivery.DownloadName;
import vitrine.media.delivery.UrlGuard;
import vitrine.media.problems.Refusal;
import vitrine.media.storage.OriginalKey;

/**
 * ZIPs: ordered by the services that know who may have which photos, fetched by signed URL. What they have in common with
 * these services is the signing key, so an order is signed like a URL, with its body.
 */
@RestController
@Profile("!worker")
class ArchiveController {

    private static final String ORDERS = "/internal/zips";

    private final UrlGuard guard;
    private final ZipOrders orders;
    private final ZipContents contents;
    private final ArchiveSettings settings;
    private final JsonMapper json;
    private final Clock clock;

    ArchiveController(
            UrlGuard guard,
            ZipOrders orders,
            ZipContents contents,
            ArchiveSettings settings,
            JsonMapper json,
            Clock clock) {
        this.guard = guard;
        this.orders = orders;
        this.contents = contents;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    record OrderRequest(
            @Nullable String filename,
            @Nullable ZipSize size,
            @Nullable List<@Nullable PhotoRequest> photos) {}

    record PhotoRequest(@Nullable String key, @Nullable String name) {}

    /**
     * @param path of the ZIP on the media host, to be signed for the same grant
     * @param photos in the ZIP
     * @param missing photos that could not be put in
     * @param sizeBytes of the whole ZIP
     */
    record Ordered(
            UUID id,
            String path,
            String filename,
            int photos,
            int missing,
            long sizeBytes,
            String etag,
            Instant expiresAt) {}

    @PostMapping(ORDERS)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Order a ZIP in the name of a grant; parameters g, e, k, s as in contracts/signed-urls.json")
    Ordered order(@RequestBody byte[] body, HttpServletRequest request) {
        String grant = guard.grantOfCall(ORDERS, body, request);
        OrderRequest wanted = parse(body);
        if (wanted.filename() == null || wanted.size() == null || wanted.photos() == null) {
            throw Refusal.malformed("A ZIP has a filename, a size and photos.");
        }
        if (wanted.photos().size() > settings.maxPhotos()) {
            throw Refusal.zipTooLarge(settings.maxPhotos());
        }
        List<ZipEntry> entries = orders.existing(
                wanted.photos().stream().map(ArchiveController::wanted).toList(), wanted.size());
        if (entries.isEmpty()) {
            throw Refusal.zipEmpty();
        }
        Instant expires = clock.instant().plus(settings.kept());
        ZipOrder order = orders.add(grant, DownloadName.harmless(wanted.filename()), entries, wanted.size(), expires);
        return new Ordered(
                order.id(),
                path(order.id()),
                order.filename(),
                entries.size(),
                wanted.photos().size() - entries.size(),
                order.sizeBytes(),
                order.etag(),
                expires);
    }

    private OrderRequest parse(byte[] body) {
        try {
            return json.readValue(body, OrderRequest.class);
        } catch (JacksonException e) {
            throw Refusal.malformed("This is no order of a ZIP.");
        }
    }

    private static ZipOrders.Wanted wanted(@Nullable PhotoRequest photo) {
        if (photo == null || photo.key() == null || photo.name() == null) {
            throw Refusal.malformed("A photo has a key and a name.");
        }
        return new ZipOrders.Wanted(
                OriginalKey.parse(photo.key()).orElseThrow(() -> Refusal.malformed("This is no key of a photo.")),
                photo.name());
    }

    private static String path(UUID order) {
        return "/z/" + order;
    }

    @GetMapping("/z/{id}")
    @Operation(summary = "A ZIP, or a range of it; parameters g, e, k, s as in contracts/signed-urls.json")
    void zip(@PathVariable UUID id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String grant = guard.grant(path(id), request);
        ZipOrder order = orders.find(id, grant, clock.instant()).orElseThrow(Refusal::notFound);
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache, no-transform");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, DownloadName.attachment(order.filename()));
        Optional<ByteRange> range = ByteRange.ask(request, response, order.sizeBytes(), "\"" + order.etag() + "\"");
        if (range.isPresent()) {
            var layout = new ZipLayout(orders.entries(id));
            contents.send(layout, range.get(), grant, response);
        }
    }
}
