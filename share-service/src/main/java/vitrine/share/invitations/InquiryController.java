package vitrine.share.invitations;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.share.accounts.Accounts;
import vitrine.share.letters.LetterPress;
import vitrine.share.letters.Letters;
import vitrine.share.links.ShareLinkView;
import vitrine.share.links.ShareLinks;
import vitrine.share.problems.Problem;
import vitrine.share.settings.PublicOrigins;

/** Who stands before a link that is over, or has a question, writes to the photographer who made it. */
@RestController
class InquiryController {

    private static final int LETTERS_A_DAY = 5;

    private final ShareLinks links;
    private final Accounts accounts;
    private final Letters letters;
    private final LetterPress press;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final String linksPage;

    InquiryController(
            ShareLinks links,
            Accounts accounts,
            Letters letters,
            LetterPress press,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            PublicOrigins origins) {
        this.links = links;
        this.accounts = accounts;
        this.letters = letters;
        this.press = press;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.linksPage = origins.photos() + "/links";
    }

    record InquiryRequest(
            @NotBlank(message = "is required")
            @Size(max = 100, message = "must be at most 100 characters long")
            @Pattern(regexp = "[^\\p{Cntrl}]*", message = "must be one line of text")
            String name,

            @NotNull(message = "is required")
            @Email(message = "must be an e-mail address")
            @Size(max = 254, message = "must be at most 254 characters long")
            @Pattern(regexp = InvitationController.ADDRESS, message = "must be an e-mail address")
            String email,

            @NotBlank(message = "is required")
            @Size(max = 2000, message = "must be at most 2000 characters long")
            @Pattern(
                    regexp = "[^\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]*",
                    message = "must not contain control characters")
            String message) {}

    @PostMapping("/api/view/{token}/inquiries")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ask(
            @PathVariable String token,
            @Valid @RequestBody InquiryRequest request,
            @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false) @Nullable String language) {
        var link = links.withToken(token).orElseThrow(() -> Problem.notFound("There is no such share link."));
        var photographer = accounts.email(link.createdBy().id())
                .orElseThrow(() -> Problem.conflict("Nobody can be asked about this link any more."));
        transaction.executeWithoutResult(status -> {
            count(link);
            letters.post(press.print(new LetterPress.Draft(
                    "inquiry",
                    photographer,
                    request.email(),
                    LetterPress.languageOf(language),
                    null,
                    request.name().strip(),
                    List.of(link.galleryName(), request.name().strip(), request.email()),
                    linksPage + "?gallery=" + link.galleryId(),
                    request.message(),
                    List.of(),
                    null)));
        });
    }

    /** One after the other, so that simultaneous ones do not slip through. */
    private void count(ShareLinkView link) {
        jdbc.sql("select 1 from share_links where id = ? for update")
                .param(link.id())
                .query(Integer.class)
                .single();
        jdbc.sql("delete from link_inquiries where link_id = ? and asked_at < now() - interval '1 day'")
                .param(link.id())
                .update();
        var today = jdbc.sql("select count(*) from link_inquiries where link_id = ?")
                .param(link.id())
                .query(Integer.class)
                .single();
        if (today >= LETTERS_A_DAY) {
            throw Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "rate-limited",
                    "Too many letters",
                    "The photographer was written to several times today already. Please try again tomorrow.");
        }
        jdbc.sql("insert into link_inquiries (link_id) values (?)")
                .param(link.id())
                .update();
    }
}
