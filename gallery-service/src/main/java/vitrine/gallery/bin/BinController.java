package vitrine.gallery.bin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;
import vitrine.gallery.pages.Page;
import vitrine.gallery.problems.Problem;

@RestController
@RequestMapping("/api/bin")
@Tag(name = "bin")
class BinController {

    private final Bin bin;
    private final BinList list;

    BinController(Bin bin, BinList list) {
        this.bin = bin;
        this.list = list;
    }

    @Operation(operationId = "listBin", summary = "What was deleted and can be put back, the latest first")
    @GetMapping
    Page<BinItem> list(
            Caller caller,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return list.latestFirst(caller, limit, cursor);
    }

    @Operation(
            operationId = "putIntoBin",
            summary = "Delete photos and galleries, all of them or none; 409 while a photo is locked")
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void put(Caller caller, @Valid @RequestBody BinChoice choice) {
        bin.put(caller, choice);
    }

    @Operation(
            operationId = "restoreFromBin",
            summary = "Put photos and galleries back to where they were, all of them or none")
    @PostMapping("/restore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restore(Caller caller, @Valid @RequestBody BinChoice choice) {
        bin.restore(caller, choice);
    }

    @Operation(
            operationId = "emptyBin",
            summary = "Delete for good: the photos and galleries named, or, only when it is said, everything")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void purge(
            Caller caller,
            @RequestParam(defaultValue = "false") boolean everything,
            @Valid @RequestBody(required = false) @Nullable BinChoice choice) {
        if (everything && choice == null) {
            bin.empty(caller);
        } else if (choice != null && !everything) {
            bin.purge(caller, choice);
        } else {
            throw Problem.invalid("everything", "either this or photos and galleries are needed");
        }
    }
}
