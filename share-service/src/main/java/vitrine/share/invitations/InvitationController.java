package vitrine.share.invitations;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.share.links.LinkChanging;
import vitrine.share.links.LinkIssuing;
import vitrine.share.links.LinkState;
import vitrine.share.links.ShareLinkRequest;
import vitrine.share.links.ShareLinkView;
import vitrine.share.links.ShareLinks;
import vitrine.share.problems.Problem;
import vitrine.share.security.Caller;

/** Shares with people by mail: a link of their own for each. */
@RestController
@RequestMapping("/api/share-links")
class InvitationController {

    private static final int MOST = 100;

    private final LinkIssuing issuing;
    private final LinkLetters letters;
    private final ShareLinks links;
    private final TransactionTemplate transaction;

    InvitationController(LinkIssuing issuing, LinkLetters letters, ShareLinks links, TransactionTemplate transaction) {
        this.issuing = issuing;
        this.letters = letters;
        this.links = links;
        this.transaction = transaction;
    }

    /**
     * @param link what each of the links is like; its recipient is not looked at
     * @param language of the letters; English when none is said
     */
    record InvitationRequest(
            @Valid @NotNull(message = "is required") ShareLinkRequest link,

            @NotEmpty(message = "must name somebody") @Size(max = MOST, message = "must be at most " + MOST)
            List<
                            @NotNull(message = "must not be null") @Email(message = "must be e-mail addresses")
                            @Size(max = 254, message = "must be at most 254 characters long")
                            @Pattern(regexp = ADDRESS, message = "must be e-mail addresses") String>
                    recipients,

            @Pattern(regexp = LANGUAGES, message = "must be en or de") @Nullable
            String language) {}

    static final String ADDRESS = "[^\\s\\p{Cntrl}]+@[^\\s\\p{Cntrl}]+";
    static final String LANGUAGES = "en|de";

    record Invitations(@JsonProperty("items") List<ShareLinkView> items) {}

    record LetterRequest(
            @Pattern(regexp = LANGUAGES, message = "must be en or de") @Nullable
            String language) {}

    @PostMapping("/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Invitations invite(@Valid @RequestBody InvitationRequest request, @AuthenticationPrincipal Jwt jwt) {
        var language = language(request.language());
        var addresses = new LinkedHashMap<String, String>();
        request.recipients().forEach(address -> addresses.putIfAbsent(address.toLowerCase(Locale.ROOT), address));
        var requests = addresses.values().stream().map(request.link()::to).toList();
        return new Invitations(issuing.issue(requests, Caller.of(jwt), link -> letters.invite(link, language)));
    }

    /** Sends the letter of a link once more. */
    @PostMapping("/{id}/letter")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void writeAgain(
            @PathVariable UUID id, @Valid @RequestBody LetterRequest request, @AuthenticationPrincipal Jwt jwt) {
        var link = links.view(Caller.of(jwt), id).orElseThrow(LinkChanging::noLink);
        if (link.recipientEmail() == null) {
            throw Problem.conflict("This link was made for nobody in particular.");
        }
        if (link.state() != LinkState.ACTIVE) {
            throw Problem.conflict("This link is not open; nobody could follow it.");
        }
        transaction.executeWithoutResult(status -> letters.invite(link, language(request.language())));
    }

    static Locale language(@Nullable String tag) {
        return "de".equals(tag) ? Locale.GERMAN : Locale.ENGLISH;
    }
}
