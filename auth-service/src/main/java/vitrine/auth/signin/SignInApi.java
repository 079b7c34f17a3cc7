package vitrine.auth.signin;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vitrine.auth.accounts.AccountView;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.accounts.Passwords;
import vitrine.auth.problems.FieldProblem;
import vitrine.auth.problems.InvalidFields;
import vitrine.auth.tokens.AccessTokens;

/** Signing in for programs, and who is signed in. Takes nothing but JSON, which no form of a foreign page can send. */
@RestController
class SignInApi {

    private final PasswordSignIn signIn;
    private final AccessTokens accessTokens;
    private final Accounts accounts;

    SignInApi(PasswordSignIn signIn, AccessTokens accessTokens, Accounts accounts) {
        this.signIn = signIn;
        this.accessTokens = accessTokens;
        this.accounts = accounts;
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
        String token = accessTokens.issue(signIn.signIn(username, password));
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new Token(token, "Bearer", AccessTokens.LIFETIME.toSeconds()));
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

    record Credentials(@Nullable String username, @Nullable String password) {

        @Override
        public String toString() {
            return "Credentials[...]";
        }
    }

    record Token(String accessToken, String tokenType, long expiresIn) {}

    record Verified(boolean valid, AccountView account) {}
}
