package vitrine.share.history;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vitrine.share.links.ShareLinkView;
import vitrine.share.links.ShareLinks;
import vitrine.share.paging.Cursors;
import vitrine.share.paging.Page;
import vitrine.share.security.Caller;

@RestController
class ShareHistoryController {

    private final ShareLinks links;

    ShareHistoryController(ShareLinks links) {
        this.links = links;
    }

    @GetMapping("/api/shares")
    Page<ShareLinkView> listShares(
            @RequestParam(name = "gallery_id", required = false) @Nullable UUID galleryId,
            @RequestParam(defaultValue = "50")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = 200, message = "must be at most 200")
                    int limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Jwt jwt) {
        var after = cursor == null ? null : Cursors.id(cursor);
        var rows = links.page(Caller.of(jwt), galleryId, after, limit + 1);
        return Page.of(rows, limit, last -> Cursors.of(last.id()), link -> link);
    }
}
