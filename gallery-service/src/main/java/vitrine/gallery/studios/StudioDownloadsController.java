package vitrine.gallery.studios;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

/** How a studio hands out its originals; its owner's to decide. */
@RestController
@RequestMapping("/api/studio/downloads")
@Tag(name = "studio")
class StudioDownloadsController {

    private final Studios studios;

    StudioDownloadsController(Studios studios) {
        this.studios = studios;
    }

    @Schema(name = "StudioDownloads")
    record StudioDownloads(@NotNull(message = "is required") DownloadNames downloadNames) {}

    @Operation(operationId = "getStudioDownloads", summary = "Under which names the studio's originals are saved")
    @GetMapping
    StudioDownloads get(Caller caller) {
        return new StudioDownloads(studios.downloadNames(caller.studioId()));
    }

    @Operation(operationId = "editStudioDownloads", summary = "Change these names; the studio's owner only")
    @PutMapping
    StudioDownloads edit(Caller caller, @Valid @RequestBody StudioDownloads downloads) {
        if (!caller.ownsStudio()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "Only the owner of the studio decides this.");
        }
        studios.saveDownloadsAs(caller.studioId(), downloads.downloadNames());
        return get(caller);
    }
}
