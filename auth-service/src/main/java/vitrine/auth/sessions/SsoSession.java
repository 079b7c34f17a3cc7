package vitrine.auth.sessions;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.User;

/**
 * A person signed in at the auth host with one browser.
 *
 * @param sid names the session towards the applications (the claim {@code sid}); unlike the cookie it is no secret
 */
public record SsoSession(UUID accountId, String sid) {

    public static final Duration LIFETIME = Duration.ofDays(7);

    public static SsoSession begin(UUID accountId) {
        return new SsoSession(accountId, UUID.randomUUID().toString());
    }

    public static Optional<SsoSession> of(@Nullable Authentication authentication) {
        if (authentication == null
                || authentication instanceof AnonymousAuthenticationToken
                || !(authentication.getDetails() instanceof String sid)) {
            return Optional.empty();
        }
        return Optional.of(new SsoSession(UUID.fromString(authentication.getName()), sid));
    }

    /**
     * What the browser session and each authorization keep. The name is the account id, so that both are found by it.
     * Roles are not kept here: tokens take them fresh from the account.
     */
    public Authentication authentication(ShownFactors shown) {
        List<GrantedAuthority> authorities = new ArrayList<>(AuthorityUtils.createAuthorityList("ROLE_SIGNED_IN"));
        authorities.addAll(shown.authorities());
        var authentication = UsernamePasswordAuthenticationToken.authenticated(
                new User(accountId.toString(), "", AuthorityUtils.createAuthorityList("ROLE_SIGNED_IN")),
                null,
                authorities);
        authentication.setDetails(sid);
        return authentication;
    }
}
