package vitrine.gallery.customers;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.gallery.access.Caller;
import vitrine.gallery.pages.Page;
import vitrine.gallery.pages.PlainText;
import vitrine.gallery.problems.Problem;
import vitrine.gallery.problems.ProblemKind;

@RestController
@RequestMapping("/api/customers")
@Tag(name = "customers")
class CustomerController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final CustomerList list;
    private final CustomerKeeping keeping;
    private final CustomerFile file;

    CustomerController(CustomerList list, CustomerKeeping keeping, CustomerFile file) {
        this.list = list;
        this.keeping = keeping;
        this.file = file;
    }

    @Schema(name = "CustomerGalleries")
    record CustomerGalleries(
            @NotNull(message = "is required") @Size(max = 1000, message = "must be at most 1000")
            List<@NotNull UUID> galleryIds) {}

    @Schema(name = "CustomerMerge")
    record CustomerMerge(@NotNull(message = "is required") UUID otherId) {}

    @Operation(operationId = "listCustomers", summary = "The studio's clients, newest first")
    @GetMapping
    Page<CustomerView> list(
            Caller caller,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Size(max = 256) @PlainText @Nullable String q,
            @RequestParam(required = false)
                    @Pattern(regexp = "active|inactive", message = "must be active or inactive")
                    @Schema(allowableValues = {"active", "inactive"})
                    @Nullable
                    String status) {
        return list.newestFirst(caller, limit, cursor, q, status == null ? null : CustomerStatus.ofStored(status));
    }

    @Operation(operationId = "addCustomer", summary = "Add a client; 409 when one has the address already")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CustomerView add(Caller caller, @Valid @RequestBody CustomerDraft draft) {
        return list.one(caller, keeping.create(caller, draft));
    }

    @Operation(operationId = "getCustomer", summary = "One client")
    @GetMapping("/{id}")
    CustomerView one(Caller caller, @PathVariable UUID id) {
        return list.one(caller, id);
    }

    @Operation(operationId = "editCustomer", summary = "Change what is given of a client")
    @PatchMapping("/{id}")
    CustomerView edit(Caller caller, @PathVariable UUID id, @Valid @RequestBody CustomerEdit edit) {
        keeping.edit(caller, id, edit);
        return list.one(caller, id);
    }

    @Operation(operationId = "deleteCustomer", summary = "Delete a client; links made for them stay")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable UUID id) {
        keeping.delete(caller, id);
    }

    @Operation(operationId = "listCustomerGalleries", summary = "The galleries that are for a client")
    @GetMapping("/{id}/galleries")
    List<CustomerGallery> galleries(Caller caller, @PathVariable UUID id) {
        return list.galleries(caller, id);
    }

    @Operation(operationId = "assignCustomerGalleries", summary = "Say which galleries are for a client, all of them")
    @PutMapping("/{id}/galleries")
    List<CustomerGallery> assign(
            Caller caller, @PathVariable UUID id, @Valid @RequestBody CustomerGalleries galleries) {
        keeping.assign(caller, id, galleries.galleryIds());
        return list.galleries(caller, id);
    }

    @Operation(
            operationId = "mergeCustomers",
            summary = "Make another client part of this one, with galleries, links, addresses and notes")
    @PostMapping("/{id}/merge")
    CustomerView merge(Caller caller, @PathVariable UUID id, @Valid @RequestBody CustomerMerge merge) {
        keeping.merge(caller, id, merge.otherId());
        return list.one(caller, id);
    }

    @Operation(operationId = "exportCustomers", summary = "All clients of the own studio as CSV")
    @ApiResponse(
            responseCode = "200",
            description = "UTF-8 with byte order mark; cells that a spreadsheet would compute begin with an apostrophe",
            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @GetMapping("/export")
    ResponseEntity<byte[]> export(Caller caller) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("clients.csv")
                                .build()
                                .toString())
                .body(file.export(caller.studioId()));
    }

    @Operation(
            operationId = "importCustomers",
            summary = "Add the people in a CSV file whose first line names its columns; tells each row that is wrong",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
    @PostMapping(path = "/import", consumes = "text/csv")
    CustomerImport importFile(
            Caller caller, @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun, InputStream body)
            throws IOException {
        byte[] bytes = body.readNBytes(CustomerFile.MOST_BYTES + 1);
        if (bytes.length > CustomerFile.MOST_BYTES) {
            throw Problem.of(ProblemKind.TOO_LARGE, "The file is larger than 2 MB.");
        }
        return file.read(caller.studioId(), bytes, dryRun);
    }
}
