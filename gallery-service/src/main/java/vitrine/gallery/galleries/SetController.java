package vitrine.gallery.galleries;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;

@RestController
@RequestMapping("/api/galleries/{id}/sets")
@Tag(name = "sets")
class SetController {

    private final GallerySets sets;

    SetController(GallerySets sets) {
        this.sets = sets;
    }

    @Operation(operationId = "listSets", summary = "The sets of a gallery in their order")
    @GetMapping
    List<SetView> list(Caller caller, @PathVariable UUID id) {
        return sets.of(caller, id);
    }

    @Operation(operationId = "addSet", summary = "Add a set behind the others")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SetView add(Caller caller, @PathVariable UUID id, @Valid @RequestBody SetDraft draft) {
        return sets.one(caller, id, sets.add(caller, id, draft.name()));
    }

    @Operation(operationId = "orderSets", summary = "Put all sets in this order; 409 when they are not all, or others")
    @PutMapping
    List<SetView> order(Caller caller, @PathVariable UUID id, @Valid @RequestBody SetOrder order) {
        sets.order(caller, id, order.ids());
        return sets.of(caller, id);
    }

    @Operation(operationId = "renameSet", summary = "Give a set another name")
    @PatchMapping("/{set}")
    SetView rename(Caller caller, @PathVariable UUID id, @PathVariable UUID set, @Valid @RequestBody SetDraft draft) {
        sets.rename(caller, id, set, draft.name());
        return sets.one(caller, id, set);
    }

    @Operation(operationId = "deleteSet", summary = "Delete a set; its photos stay in the gallery")
    @DeleteMapping("/{set}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable UUID id, @PathVariable UUID set) {
        sets.remove(caller, id, set);
    }
}
