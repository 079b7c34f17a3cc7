package vitrine.gallery.downloads;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;
import vitrine.gallery.media.MediaUrls;

@RestController
@RequestMapping("/api/images/downloads")
@Tag(name = "downloads")
class DownloadController {

    private final Downloads downloads;
    private final MediaUrls urls;

    DownloadController(Downloads downloads, MediaUrls urls) {
        this.downloads = downloads;
        this.urls = urls;
    }

    @Operation(
            operationId = "prepareDownload",
            summary = "Put a gallery, or chosen photos, in a ZIP; says how large it is before a byte is fetched")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    DownloadView prepare(Caller caller, @Valid @RequestBody DownloadRequest request) {
        return downloads.prepare(caller, request);
    }

    /** The media host gives a ZIP only to whose order it was, so anybody may be sent there. */
    @Operation(operationId = "fetchDownload", summary = "The bytes, at the media host; ranges can be fetched")
    @ApiResponse(responseCode = "303", description = "Where the bytes are, for this caller and a while")
    @GetMapping("/{id}")
    ResponseEntity<Void> fetch(
            Caller caller, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID gallery) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(urls.zip(id, downloads.grant(caller, gallery))))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
