package vitrine.share.proofing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.share.paging.Cursors;
import vitrine.share.paging.Page;
import vitrine.share.problems.Problem;
import vitrine.share.proofing.ProofingState.PhotoComment;
import vitrine.share.proofing.StudioProofing.LinkComment;
import vitrine.share.proofing.StudioProofing.LinkProofing;
import vitrine.share.proofing.StudioProofing.SelectedPhoto;
import vitrine.share.security.Caller;

/** The photographer's side of proofing. */
@RestController
@RequestMapping("/api/share-links/{id}/proofing")
class StudioProofingController {

    private final StudioProofing proofing;

    StudioProofingController(StudioProofing proofing) {
        this.proofing = proofing;
    }

    record AnswerRequest(@NotNull(message = "is required") String text) {}

    @GetMapping
    LinkProofing getProofing(@PathVariable UUID id, @AuthenticationPrincipal Jwt jwt) {
        return proofing.view(Caller.of(jwt), id);
    }

    @PutMapping
    LinkProofing changeProofing(
            @PathVariable UUID id, @Valid @RequestBody ProofingChange change, @AuthenticationPrincipal Jwt jwt) {
        return proofing.change(Caller.of(jwt), id, change);
    }

    @PostMapping("/close")
    LinkProofing closeProofing(@PathVariable UUID id, @AuthenticationPrincipal Jwt jwt) {
        return proofing.close(Caller.of(jwt), id);
    }

    @PostMapping("/reopen")
    LinkProofing reopenProofing(@PathVariable UUID id, @AuthenticationPrincipal Jwt jwt) {
        return proofing.reopen(Caller.of(jwt), id);
    }

    @GetMapping("/selections")
    Page<SelectedPhoto> listSelections(
            @PathVariable UUID id,
            @RequestParam(name = "visitor_id", required = false) @Nullable UUID visitorId,
            @RequestParam(name = "list_id", required = false) @Nullable UUID listId,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 200, message = "must be at most 200")
                    int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Jwt jwt) {
        return proofing.selections(
                Caller.of(jwt), id, visitorId, listId, cursor == null ? null : Cursors.place(cursor), limit);
    }

    @GetMapping("/comments")
    Page<LinkComment> listComments(
            @PathVariable UUID id,
            @RequestParam(name = "photo_id", required = false) @Nullable UUID photoId,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 200, message = "must be at most 200")
                    int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Jwt jwt) {
        return proofing.comments(Caller.of(jwt), id, photoId, cursor == null ? null : Cursors.place(cursor), limit);
    }

    @PostMapping("/comments/{comment}/answers")
    @ResponseStatus(HttpStatus.CREATED)
    PhotoComment answerComment(
            @PathVariable UUID id,
            @PathVariable UUID comment,
            @Valid @RequestBody AnswerRequest answer,
            @AuthenticationPrincipal Jwt jwt) {
        return proofing.answer(Caller.of(jwt), id, comment, answer.text());
    }

    @DeleteMapping("/comments/{comment}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeComment(@PathVariable UUID id, @PathVariable UUID comment, @AuthenticationPrincipal Jwt jwt) {
        proofing.removeComment(Caller.of(jwt), id, comment);
    }

    /** @param format {@code lightroom}, {@code capture-one}, {@code csv} or {@code xmp} */
    @GetMapping("/export")
    ResponseEntity<byte[]> exportSelection(
            @PathVariable UUID id,
            @RequestParam String format,
            @RequestParam(name = "visitor_id", required = false) @Nullable UUID visitorId,
            @RequestParam(name = "list_id", required = false) @Nullable UUID listId,
            @AuthenticationPrincipal Jwt jwt)
            throws IOException {
        var link = proofing.own(Caller.of(jwt), id);
        var file = SelectionFile.of(format);
        if (file == null) {
            throw Problem.invalid("format", "must be lightroom, capture-one, csv or xmp");
        }
        var bytes = new ByteArrayOutputStream();
        file.write(proofing.selected(id, visitorId, listId), bytes);
        var name = link.galleryName().replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029/\\\\:*?\"<>|]", "_") + "."
                + file.ending();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.contentType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(bytes.toByteArray());
    }
}
