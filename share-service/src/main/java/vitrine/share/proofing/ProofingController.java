package vitrine.share.proofing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
import vitrine.share.proofing.ProofingState.ChoiceList;

/** Choosing, commenting and signing off behind a share link, without an account. */
@RestController
@RequestMapping("/api/view/{token}")
class ProofingController {

    /** One line with something to see in it. */
    static final String LINE =
            "[^\\p{Cntrl}\\p{Cf}\\u2028\\u2029]*[^\\s\\p{Cntrl}\\p{Cf}\\u2028\\u2029][^\\p{Cntrl}\\p{Cf}\\u2028\\u2029]*";

    private final Proofing proofing;
    private final Carrying carrying;

    ProofingController(Proofing proofing, Carrying carrying) {
        this.proofing = proofing;
        this.carrying = carrying;
    }

    record VisitorRequest(
            @Size(max = 100, message = "must be at most 100 characters long")
            @Pattern(regexp = LINE, message = "must be one line of text")
            @Nullable
            String name,

            @Email(message = "must be an e-mail address")
            @Size(max = 254, message = "must be at most 254 characters long")
            @Pattern(regexp = "[\\x21-\\x7E]*", message = "must be plain characters")
            @Nullable
            String email) {}

    record CarryRequest(
            @NotNull(message = "is required")
            @Email(message = "must be an e-mail address")
            @Size(min = 3, max = 254, message = "must be 3 to 254 characters long")
            @Pattern(regexp = "[\\x21-\\x7E]*", message = "must be plain characters")
            String email) {}

    record RedeemRequest(
            @NotNull(message = "is required") @Size(max = 100, message = "must be at most 100 characters long")
            String code) {}

    record ListRequest(
            @NotNull(message = "is required")
            @Size(min = 1, max = 80, message = "must be 1 to 80 characters long")
            @Pattern(regexp = LINE, message = "must be one line of text")
            String name) {}

    @GetMapping("/proofing")
    ProofingState getProofingState(@PathVariable String token, HttpServletRequest request) {
        return proofing.state(token, request);
    }

    @PostMapping("/changes")
    ResponseEntity<ChangesAnswer> applyChanges(
            @PathVariable String token, @Valid @RequestBody ChangesRequest changes, HttpServletRequest request) {
        return proofing.apply(token, request, changes);
    }

    @PutMapping("/visitor")
    ResponseEntity<ProofingState> describeVisitor(
            @PathVariable String token, @Valid @RequestBody VisitorRequest visitor, HttpServletRequest request) {
        return proofing.describe(token, request, stripped(visitor.name()), stripped(visitor.email()));
    }

    /** Answers the same whether a letter leaves or not. */
    @PostMapping("/visitor/carry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void carryVisitor(@PathVariable String token, @Valid @RequestBody CarryRequest carry, HttpServletRequest request) {
        carrying.send(token, request, carry.email(), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }

    @PostMapping("/visitor/redeem")
    ResponseEntity<ProofingState> redeemVisitor(
            @PathVariable String token, @Valid @RequestBody RedeemRequest redeem, HttpServletRequest request) {
        return carrying.redeem(token, request, redeem.code());
    }

    @GetMapping("/lists")
    List<ChoiceList> listChoiceLists(@PathVariable String token, HttpServletRequest request) {
        return proofing.lists(token, request);
    }

    @PostMapping("/lists")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ChoiceList> addChoiceList(
            @PathVariable String token, @Valid @RequestBody ListRequest list, HttpServletRequest request) {
        return proofing.addList(token, request, list.name().strip());
    }

    @PatchMapping("/lists/{id}")
    ResponseEntity<ProofingState> renameChoiceList(
            @PathVariable String token,
            @PathVariable UUID id,
            @Valid @RequestBody ListRequest list,
            HttpServletRequest request) {
        return proofing.editList(token, request, id, list.name().strip());
    }

    @DeleteMapping("/lists/{id}")
    ResponseEntity<ProofingState> deleteChoiceList(
            @PathVariable String token, @PathVariable UUID id, HttpServletRequest request) {
        return proofing.editList(token, request, id, null);
    }

    @PostMapping("/sign-off")
    ResponseEntity<ProofingState> signOff(@PathVariable String token, HttpServletRequest request) {
        return proofing.signOff(token, request);
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
