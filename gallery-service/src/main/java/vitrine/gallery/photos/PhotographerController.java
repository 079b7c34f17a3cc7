package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;

@RestController
@RequestMapping("/api/galleries/{id}/photographers")
@Tag(name = "photos")
class PhotographerController {

    private final Photographers photographers;

    PhotographerController(Photographers photographers) {
        this.photographers = photographers;
    }

    @Schema(name = "GalleryPhotographers")
    record PhotographerList(List<GalleryPhotographer> items) {}

    @Operation(
            operationId = "listPhotographers",
            summary = "Whose photos are in a gallery, for those who may edit it; who has the most first, at most 1000")
    @GetMapping
    PhotographerList list(Caller caller, @PathVariable UUID id) {
        return new PhotographerList(photographers.of(caller, id));
    }

    @Operation(
            operationId = "correctClock",
            summary = "Say how far somebody's camera clock was off; their photos there take the corrected time")
    @PutMapping("/{account}/clock")
    PhotographerList correct(
            Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID account,
            @Valid @RequestBody ClockCorrection correction) {
        photographers.correctClock(caller, id, account, correction.seconds());
        return list(caller, id);
    }
}
