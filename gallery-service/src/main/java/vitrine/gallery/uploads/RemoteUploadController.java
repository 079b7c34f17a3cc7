package vitrine.gallery.uploads;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;
import vitrine.gallery.media.RemoteMedia;
import vitrine.gallery.pages.PlainText;
import vitrine.gallery.photos.PhotoShelf;
import vitrine.gallery.photos.PhotoView;
import vitrine.gallery.remote.RemotePicture;
import vitrine.gallery.remote.RemotePictures;

/** Pictures from hosts that the operator lists: taken into the library, or only passed on. */
@RestController
@RequestMapping("/api/images")
@Tag(name = "uploads")
class RemoteUploadController {

    private final RemotePictures pictures;
    private final UploadDesk desk;
    private final RemoteMedia media;
    private final PhotoShelf shelf;

    RemoteUploadController(RemotePictures pictures, UploadDesk desk, RemoteMedia media, PhotoShelf shelf) {
        this.pictures = pictures;
        this.desk = desk;
        this.media = media;
        this.shelf = shelf;
    }

    @Schema(name = "ImportRequest")
    record ImportRequest(
            @NotBlank @Size(max = 2048) @PlainText String url,
            @Nullable UUID galleryId) {}

    @Operation(
            operationId = "importPhoto",
            summary = "Fetch a picture from a listed host into a gallery or the library; 501 where none is listed")
    @PostMapping("/import")
    @ResponseStatus(HttpStatus.CREATED)
    PhotoView take(Caller caller, @Valid @RequestBody ImportRequest request) {
        if (request.galleryId() != null) {
            desk.requireOpen(caller, request.galleryId());
        }
        try (RemotePicture picture = pictures.fetch(request.url())) {
            String filename = FileName.of(picture.filename());
            UploadDesk.Admitted admitted = desk.admit(
                    caller,
                    new UploadRequest(
                            filename, picture.contentType(), picture.size(), request.galleryId(), null, null, null));
            media.send(admitted.reservation(), new FileSystemResource(picture.file()));
            UploadDesk.Confirmed confirmed = desk.confirm(
                    caller, new UploadConfirmation(admitted.reservation().key(), filename, picture.size()));
            return shelf.one(caller, confirmed.photoId());
        }
    }

    /** Complete and known to be a picture before a byte of it goes on; saved, never shown as part of a page. */
    @Operation(operationId = "fetchRemotePhoto", summary = "Pass on a picture from a listed host")
    @GetMapping("/fetch")
    void passOn(@RequestParam String url, HttpServletResponse response) throws IOException {
        try (RemotePicture picture = pictures.fetch(url)) {
            response.setContentType(picture.contentType());
            response.setContentLengthLong(picture.size());
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename(FileName.of(picture.filename()), StandardCharsets.UTF_8)
                            .build()
                            .toString());
            response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
            response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
            Files.copy(picture.file(), response.getOutputStream());
        }
    }
}
