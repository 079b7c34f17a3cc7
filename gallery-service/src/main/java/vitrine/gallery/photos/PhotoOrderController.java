package vitrine.gallery.photos;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;

@RestController
@RequestMapping("/api/galleries/{id}")
@Tag(name = "photos")
class PhotoOrderController {

    private final PhotoOrdering ordering;

    PhotoOrderController(PhotoOrdering ordering) {
        this.ordering = ordering;
    }

    @Operation(
            operationId = "orderPhotos",
            summary =
                    "Put photos of a gallery before another one, or at the end, in the order given; all of them or none")
    @PostMapping("/order")
    PhotoOrder order(Caller caller, @PathVariable UUID id, @Valid @RequestBody PhotoPlacement placement) {
        return ordering.place(caller, id, placement);
    }

    @Operation(operationId = "sortPhotos", summary = "Sort the photos of a gallery, once")
    @PostMapping("/sort")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void sort(Caller caller, @PathVariable UUID id, @Valid @RequestBody PhotoSorting sorting) {
        ordering.sort(caller, id, sorting.by());
    }
}
