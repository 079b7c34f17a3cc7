package vitrine.auth.apitokens;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One's own tokens. Closed to the tokens themselves, see {@link ApiTokenScopes}. */
@RestController
@RequestMapping("/api/account/tokens")
class ApiTokensApi {

    private final ApiTokens tokens;

    ApiTokensApi(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    TokenList list(@AuthenticationPrincipal Jwt caller) {
        return new TokenList(tokens.of(account(caller)));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<NewToken> create(
            @AuthenticationPrincipal Jwt caller, @RequestBody TokenRequest wanted, Locale locale) {
        var created = tokens.create(
                account(caller),
                new ApiTokens.Wish(
                        wanted.name() == null ? "" : wanted.name(),
                        wanted.scopes() == null ? List.of() : wanted.scopes(),
                        wanted.expiresInDays()),
                locale);
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(NewToken.of(created));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@AuthenticationPrincipal Jwt caller, @PathVariable UUID id) {
        tokens.revoke(account(caller), id);
    }

    private static UUID account(Jwt caller) {
        return UUID.fromString(caller.getSubject());
    }

    record TokenRequest(
            @Nullable String name,
            @Nullable List<String> scopes,
            @Nullable Integer expiresInDays) {}

    record TokenList(List<ApiToken> items) {}

    /** @param token the token itself, told this once */
    record NewToken(
            UUID id,
            String name,
            String prefix,
            List<String> scopes,
            Instant createdAt,
            Instant expiresAt,
            String token) {

        static NewToken of(ApiTokens.Created created) {
            ApiToken made = created.token();
            return new NewToken(
                    made.id(),
                    made.name(),
                    made.prefix(),
                    made.scopes(),
                    made.createdAt(),
                    made.expiresAt(),
                    created.secret().value());
        }

        @Override
        public String toString() {
            return "NewToken[" + id + "]";
        }
    }
}
