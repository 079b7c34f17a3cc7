package vitrine.share.links;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.share.security.Caller;

@RestController
@RequestMapping("/api/share-links")
class ShareLinkController {

    private final LinkIssuing issuing;
    private final LinkChanging changing;
    private final ShareLinks links;

    ShareLinkController(LinkIssuing issuing, LinkChanging changing, ShareLinks links) {
        this.issuing = issuing;
        this.changing = changing;
        this.links = links;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ShareLinkView> createShareLink(
            @Valid @RequestBody ShareLinkRequest request, @AuthenticationPrincipal Jwt jwt) {
        var link = issuing.issue(request, Caller.of(jwt));
        return ResponseEntity.created(URI.create("/api/share-links/" + link.id()))
                .body(link);
    }

    @GetMapping("/{id}")
    ShareLinkView getShareLink(@PathVariable UUID id, @AuthenticationPrincipal Jwt jwt) {
        return links.view(Caller.of(jwt), id).orElseThrow(LinkChanging::noLink);
    }

    /** To be printed, on a card that lies on the table. */
    @GetMapping(path = "/{id}/qr.svg", produces = "image/svg+xml")
    String getShareLinkQrCode(@PathVariable UUID id, @AuthenticationPrincipal Jwt jwt) {
        return QrCode.svg(
                links.view(Caller.of(jwt), id).orElseThrow(LinkChanging::noLink).url());
    }

    @PatchMapping("/{id}")
    ShareLinkView changeShareLink(
            @PathVariable UUID id, @RequestBody ShareLinkChange change, @AuthenticationPrincipal Jwt jwt) {
        return changing.change(id, change, Caller.of(jwt));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeShareLink(@PathVariable UUID id, @AuthenticationPrincipal Jwt jwt) {
        changing.revoke(id, Caller.of(jwt));
    }
}
