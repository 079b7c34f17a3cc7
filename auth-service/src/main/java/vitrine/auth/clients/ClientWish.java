package vitrine.auth.clients;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vitrine.auth.hosts.LoopbackHosts;
import vitrine.auth.problems.FieldProblem;
import vitrine.auth.problems.InvalidFields;
import vitrine.auth.sessions.BackchannelAddresses;

/**
 * What an admin asks a client application to be.
 *
 * @param confidential whether it can keep a secret; one that cannot must use PKCE and gets no refresh tokens
 * @param consentRequired whether people are asked before it learns who they are; unless said otherwise they are
 */
record ClientWish(
        @Nullable String name,
        @Nullable List<@Nullable String> redirectUris,
        @Nullable List<@Nullable String> postLogoutRedirectUris,
        @Nullable String backchannelLogoutUri,
        @Nullable List<@Nullable String> scopes,
        @Nullable Boolean confidential,
        @Nullable Boolean consentRequired) {

    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_URI = 500;
    private static final int MOST_URIS = 20;

    Checked check(BackchannelAddresses backchannel) {
        List<FieldProblem> errors = new ArrayList<>();
        String title = name == null ? "" : name.strip();
        if (title.isEmpty()
                || title.length() > LONGEST_NAME
                || title.codePoints()
                        .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)) {
            errors.add(new FieldProblem("name", "must be 1 to 80 printable characters"));
        }
        List<String> redirects = addresses("redirect_uris", redirectUris, errors);
        if (redirects.isEmpty()
                && errors.stream().noneMatch(error -> error.field().equals("redirect_uris"))) {
            errors.add(new FieldProblem("redirect_uris", "must hold at least one address"));
        }
        List<String> afterLogout = addresses("post_logout_redirect_uris", postLogoutRedirectUris, errors);
        String logout = backchannelLogoutUri == null || backchannelLogoutUri.isBlank() ? null : backchannelLogoutUri;
        if (logout != null) {
            String flaw = flaw(logout);
            if (flaw != null) {
                errors.add(new FieldProblem("backchannel_logout_uri", flaw));
            } else if (!backchannel.mayBeCalled(URI.create(logout).getHost())) {
                errors.add(new FieldProblem("backchannel_logout_uri", "must not lead to a private address"));
            }
        }
        boolean keepsSecrets = confidential == null || confidential;
        List<String> allowed = scopes(errors, keepsSecrets);
        if (!errors.isEmpty()) {
            throw new InvalidFields(errors);
        }
        return new Checked(
                title,
                redirects,
                afterLogout,
                logout,
                allowed,
                keepsSecrets,
                consentRequired == null || consentRequired);
    }

    private List<String> scopes(List<FieldProblem> errors, boolean keepsSecrets) {
        List<@Nullable String> asked = scopes == null ? List.of(ClientScopes.OPENID) : scopes;
        if (asked.stream().anyMatch(scope -> !ClientScopes.ALL.contains(String.valueOf(scope)))) {
            errors.add(new FieldProblem("scopes", "must be among " + String.join(", ", ClientScopes.ALL)));
        } else if (!asked.contains(ClientScopes.OPENID)) {
            errors.add(new FieldProblem("scopes", "must hold openid"));
        } else if (!keepsSecrets && asked.contains(ClientScopes.OFFLINE_ACCESS)) {
            errors.add(new FieldProblem("scopes", "offline_access needs a confidential client"));
        }
        return ClientScopes.ALL.stream().filter(asked::contains).toList();
    }

    private static List<String> addresses(
            String field, @Nullable List<@Nullable String> given, List<FieldProblem> errors) {
        List<String> addresses = new ArrayList<>();
        for (String address : given == null ? List.<@Nullable String>of() : given) {
            String flaw = address == null ? "must be an address" : flaw(address);
            if (flaw != null) {
                errors.add(new FieldProblem(field, flaw));
                return List.of();
            }
            addresses.add(address);
        }
        if (addresses.size() > MOST_URIS || new HashSet<>(addresses).size() < addresses.size()) {
            errors.add(new FieldProblem(field, "must be at most 20 addresses, each once"));
            return List.of();
        }
        return addresses;
    }

    /** Exactly one address in the eyes of every browser; a comma would make two of it where they are kept. */
    private static @Nullable String flaw(String address) {
        if (address.length() > LONGEST_URI
                || !address.chars().allMatch(c -> c > ' ' && c < 127 && "*,\\\"'<>`".indexOf(c) < 0)) {
            return "must be at most 500 plain characters, without wildcard, comma, quotation mark or backslash";
        }
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return "must be an address";
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            return "must be an address with a host and without a user";
        }
        if (uri.getRawFragment() != null) {
            return "must have no fragment";
        }
        boolean acceptable = "https".equals(uri.getScheme())
                || "http".equals(uri.getScheme()) && LoopbackHosts.contains(uri.getHost());
        return acceptable ? null : "must be https, or http on this machine (localhost, 127.0.0.1, [::1])";
    }

    record Checked(
            String name,
            List<String> redirectUris,
            List<String> postLogoutRedirectUris,
            @Nullable String backchannelLogoutUri,
            List<String> scopes,
            boolean confidential,
            boolean consentRequired) {}
}
