package vitrine.auth.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vitrine.auth.accounts.Account;
import vitrine.auth.accounts.AccountView;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.accounts.Passwords;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.factors.RequiredFactor;
import vitrine.auth.factors.SecondFactors;
import vitrine.auth.problems.FieldProblem;
import vitrine.auth.problems.InvalidFields;
import vitrine.auth.problems.Refusal;
import vitrine.auth.tokens.AccessTokens;

/** Signing in for programs, and who is signed in. Takes nothing but JSON, which no form of a foreign page can send. */
@RestController
class SignInApi {

    private final PasswordSignIn signIn;
    private final SecondFactors factors;
    private final RequiredFactor requiredFactor;
    private final AccessTokens accessTokens;
    private final Accounts accounts;
    private final AuditLog audit;

    SignInApi(
            PasswordSignIn signIn,
            SecondFactors factors,
            RequiredFactor requiredFactor,
            AccessTokens accessTokens,
            Accounts accounts,
            AuditLog audit) {
        this.signIn = signIn;
        this.factors = factors;
        this.requiredFactor = requiredFactor;
        this.accessTokens = accessTokens;
        this.accounts = accounts;
        this.audit = audit;
    }

    @PostMapping(
            path = {"/api/auth/login", "/api/login"},
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Token> login(@RequestBody Credentials credentials) {
        List<FieldProblem> errors = new ArrayList<>();
        String username = credentials.username() == null ? "" : credentials.username();
        String password = credentials.password() == null ? "" : credentials.password();
        if (username.isBlank() || username.length() > 254) {
            errors.add(new FieldProblem("username", "must be a username or an email address"));
        }
        if (password.isEmpty() || Passwords.isOversized(password)) {
            errors.add(new FieldProblem("password", "must be 1 to 72 bytes"));
        }
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        Account account = signIn.signIn(username, password);
        showSecondFactor(account, credentials.otp());
        String token = accessTokens.issue(account);
        audit.record(
                "sign-in.succeeded",
                account.id(),
                account.id(),
                Map.of("username", account.username(), "by", "program"));
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Token(token, "Bearer", AccessTokens.LIFETIME.toSeconds()));
    }

    /** A code of the app or a recovery code; passkeys need a browser. */
    private void showSecondFactor(Account account, @Nullable String otp) {
        if (requiredFactor.isMissing(account)) {
            throw new SecondFactorMissing();
        }
        if (!factors.of(account.id()).any()) {
            return;
        }
        if (otp == null || otp.isBlank()) {
            throw new SecondFactorRequired();
        }
        factors.redeem(account.id(), otp);
    }

    @GetMapping("/api/auth/me")
    AccountView me(@AuthenticationPrincipal Jwt token) {
        return AccountView.of(
                accounts.findById(UUID.fromString(token.getSubject())).orElseThrow());
    }

    @GetMapping("/api/verify-session")
    Verified verifySession(@AuthenticationPrincipal Jwt token) {
        return new Verified(true, me(token));
    }

    /** @param otp a code of the authenticator app or a recovery code, where the account has a second factor */
    record Credentials(
            @Nullable String username,
            @Nullable String password,
            @Nullable String otp) {

        @Override
        public String toString() {
            return "Credentials[...]";
        }
    }

    /** The password is right, the account wants a second factor too. */
    static class SecondFactorRequired extends Refusal {
        SecondFactorRequired() {
            super(
                    HttpStatus.FORBIDDEN,
                    "second-factor-required",
                    "This account has a second factor. Send a code of it, or a recovery code, as otp.");
        }
    }

    /** Roles may have to have a second factor; adding one needs a browser. */
    static class SecondFactorMissing extends Refusal {
        SecondFactorMissing() {
            super(
                    HttpStatus.FORBIDDEN,
                    "second-factor-missing",
                    "Your role needs a second factor. Sign in with a browser to add one.");
        }
    }

    record Token(String accessToken, String tokenType, long expiresIn) {}

    record Verified(boolean valid, AccountView account) {}
}
