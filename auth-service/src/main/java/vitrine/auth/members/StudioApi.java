package vitrine.auth.members;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import vitrine.auth.members.Refusals.InvitationInvalid;
import vitrine.auth.problems.InvalidFields;
import vitrine.auth.studios.StudioRole;

/** The studio of whoever asks; there is no way to name another one. */
@RestController
@RequestMapping("/api/account/studio")
class StudioApi {

    private final Memberships memberships;

    StudioApi(Memberships memberships) {
        this.memberships = memberships;
    }

    @GetMapping
    OwnStudio studio(@AuthenticationPrincipal Jwt token) {
        return memberships.view(caller(token));
    }

    @PatchMapping
    OwnStudio rename(@RequestBody NewName wanted, @AuthenticationPrincipal Jwt token) {
        return memberships.rename(caller(token), stripped(wanted.name()));
    }

    @GetMapping("/invitations")
    InvitationList invitations(@AuthenticationPrincipal Jwt token) {
        return new InvitationList(memberships.view(caller(token)).invitations());
    }

    @PostMapping("/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    OwnStudio.Invited invite(@RequestBody NewInvitation wanted, @AuthenticationPrincipal Jwt token) {
        return OwnStudio.Invited.of(
                memberships.invite(caller(token), stripped(wanted.email()), role(wanted.role())),
                token.getClaimAsString("preferred_username"));
    }

    @DeleteMapping("/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable UUID id, @AuthenticationPrincipal Jwt token) {
        memberships.withdraw(caller(token), id);
    }

    @PostMapping("/invitations/accept")
    OwnStudio accept(@RequestBody Acceptance acceptance, @AuthenticationPrincipal Jwt token) {
        String secret = acceptance.token();
        if (secret == null || secret.length() > 200) {
            throw new InvitationInvalid();
        }
        return memberships.accept(caller(token), secret);
    }

    @PatchMapping("/members/{accountId}")
    OwnStudio assign(
            @PathVariable UUID accountId, @RequestBody NewStudioRole wanted, @AuthenticationPrincipal Jwt token) {
        return memberships.assign(caller(token), accountId, role(wanted.role()));
    }

    @DeleteMapping("/members/{accountId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID accountId, @AuthenticationPrincipal Jwt token) {
        memberships.remove(caller(token), accountId);
    }

    @PostMapping("/leave")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@AuthenticationPrincipal Jwt token) {
        memberships.remove(caller(token), caller(token));
    }

    private static UUID caller(Jwt token) {
        return UUID.fromString(token.getSubject());
    }

    private static String stripped(@Nullable String value) {
        return value == null ? "" : value.strip();
    }

    private static StudioRole role(@Nullable String title) {
        return StudioRole.titled(title == null ? "" : title)
                .orElseThrow(() -> new InvalidFields("role", "must be owner, manager or member"));
    }

    record NewName(@Nullable String name) {}

    record NewInvitation(@Nullable String email, @Nullable String role) {}

    record NewStudioRole(@Nullable String role) {}

    record InvitationList(List<OwnStudio.Invited> items) {}

    record Acceptance(@Nullable String token) {

        @Override
        public String toString() {
            return "Acceptance[...]";
        }
    }
}
