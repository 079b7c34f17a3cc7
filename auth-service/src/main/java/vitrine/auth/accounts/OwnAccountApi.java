package vitrine.auth.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vitrine.auth.accounts.Refusals.AccountMissing;

/** One's own account, for programs. */
@RestController
class OwnAccountApi {

    private final Accounts accounts;
    private final ProfileChange profile;
    private final EmailChange email;
    private final PasswordChange password;
    private final AccountDeletion deletion;

    OwnAccountApi(
            Accounts accounts,
            ProfileChange profile,
            EmailChange email,
            PasswordChange password,
            AccountDeletion deletion) {
        this.accounts = accounts;
        this.profile = profile;
        this.email = email;
        this.password = password;
        this.deletion = deletion;
    }

    @GetMapping("/api/account")
    OwnAccount account(@AuthenticationPrincipal Jwt token) {
        return view(accounts.findById(id(token)).orElseThrow(AccountMissing::new));
    }

    @PatchMapping(path = "/api/account", consumes = MediaType.APPLICATION_JSON_VALUE)
    OwnAccount change(@AuthenticationPrincipal Jwt token, @RequestBody ProfileChange.ProfileEdit wish, Locale locale) {
        return view(profile.change(id(token), wish, locale));
    }

    @PostMapping(path = "/api/account/email", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.ACCEPTED)
    void changeEmail(@AuthenticationPrincipal Jwt token, @RequestBody EmailChange.EmailWish wish, Locale locale) {
        email.request(id(token), wish, locale);
    }

    @PostMapping(path = "/api/account/email/confirm", consumes = MediaType.APPLICATION_JSON_VALUE)
    OwnAccount confirmEmail(@AuthenticationPrincipal Jwt token, @RequestBody EmailCode typed) {
        email.confirm(id(token), typed.code());
        return account(token);
    }

    /** Every token issued before is worth nothing afterwards, the one this is asked with included. */
    @PostMapping(path = "/api/account/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(
            @AuthenticationPrincipal Jwt token, @RequestBody PasswordChange.PasswordWish wish, Locale locale) {
        password.change(id(token), token.getClaimAsString("sid"), wish, locale);
    }

    @DeleteMapping(path = "/api/account", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@AuthenticationPrincipal Jwt token, @RequestBody PasswordProof proof, Locale locale) {
        deletion.delete(id(token), proof.password(), locale);
    }

    private OwnAccount view(Account account) {
        AccountView view = AccountView.of(account);
        return new OwnAccount(
                view.id(),
                view.username(),
                view.email(),
                email.waiting(account.id()).orElse(null),
                view.roles(),
                view.studio(),
                account.language(),
                account.createdAt());
    }

    private static UUID id(Jwt token) {
        return UUID.fromString(token.getSubject());
    }

    /** @param pendingEmail the address that waits for its code */
    record OwnAccount(
            UUID id,
            String username,
            String email,
            @Nullable String pendingEmail,
            List<String> roles,
            AccountView.@Nullable StudioView studio,
            String language,
            Instant createdAt) {}

    record EmailCode(@Nullable String code) {

        @Override
        public String toString() {
            return "EmailCode[...]";
        }
    }

    record PasswordProof(@Nullable String password) {

        @Override
        public String toString() {
            return "PasswordProof[...]";
        }
    }
}
