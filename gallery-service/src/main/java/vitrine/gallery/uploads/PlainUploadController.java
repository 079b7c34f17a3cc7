package vitrine.gallery.uploads;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import vitrine.gallery.access.Caller;
import vitrine.gallery.media.RemoteMedia;
import vitrine.gallery.photos.PhotoShelf;
import vitrine.gallery.photos.PhotoView;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/** Upload in one request, for scripts. Files wait on disk and go on to media-service one after the other. */
@RestController
@Tag(name = "uploads")
class PlainUploadController {

    private static final Logger log = LoggerFactory.getLogger(PlainUploadController.class);

    private final UploadDesk desk;
    private final RemoteMedia media;
    private final PhotoShelf shelf;
    private final UploadSettings settings;

    PlainUploadController(UploadDesk desk, RemoteMedia media, PhotoShelf shelf, UploadSettings settings) {
        this.desk = desk;
        this.media = media;
        this.shelf = shelf;
        this.settings = settings;
    }

    @Operation(
            operationId = "uploadPhotos",
            summary = "Upload 1 to 50 files; each has its own outcome, and one bad file does not stop the others")
    @PostMapping(path = "/api/upload", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    UploadOutcomes upload(
            Caller caller,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            @RequestParam(name = "gallery_id", required = false) @Nullable UUID galleryId) {
        if (files == null || files.isEmpty()) {
            throw Problem.invalid("files", "at least one file is needed");
        }
        if (files.size() > settings.maxFiles()) {
            throw Problem.of(
                    ProblemKind.TOO_LARGE, "At most " + settings.maxFiles() + " files are taken in one request.");
        }
        if (galleryId != null) {
            desk.requireOpen(caller, galleryId);
        }
        List<UploadOutcome> outcomes = new ArrayList<>(files.size());
        Problem first = null;
        for (MultipartFile file : files) {
            String filename = FileName.of(file.getOriginalFilename() == null ? "" : file.getOriginalFilename());
            try {
                outcomes.add(UploadOutcome.accepted(pass(caller, file, filename, galleryId)));
            } catch (Problem problem) {
                first = first == null ? problem : first;
                outcomes.add(UploadOutcome.rejected(filename, problem.getBody()));
            } catch (IOException e) {
                log.warn("A part of an upload could not be read", e);
                Problem problem = Problem.of(ProblemKind.MALFORMED_REQUEST, "This part could not be read.");
                first = first == null ? problem : first;
                outcomes.add(UploadOutcome.rejected(filename, problem.getBody()));
            }
        }
        if (first != null && outcomes.stream().allMatch(UploadOutcome::isRejected)) {
            throw first;
        }
        return new UploadOutcomes(outcomes);
    }

    private PhotoView pass(Caller caller, MultipartFile file, String filename, @Nullable UUID galleryId)
            throws IOException {
        if (file.isEmpty()) {
            throw Problem.of(ProblemKind.UNSUPPORTED_TYPE, "The file is empty.");
        }
        String contentType = PictureType.of(head(file)).orElseThrow(() -> Problem.of(ProblemKind.UNSUPPORTED_TYPE));
        UploadDesk.Admitted admitted = desk.admit(
                caller, new UploadRequest(filename, contentType, file.getSize(), galleryId, null, null, null));
        media.send(admitted.reservation(), file.getResource());
        UploadDesk.Confirmed confirmed = desk.confirm(
                caller, new UploadConfirmation(admitted.reservation().key(), filename, file.getSize()));
        return shelf.one(caller, confirmed.photoId());
    }

    private static byte[] head(MultipartFile file) throws IOException {
        try (InputStream content = file.getInputStream()) {
            return content.readNBytes(PictureType.BYTES_NEEDED);
        }
    }
}
