package vitrine.auth.tokens;

import java.util.List;
import java.util.Map;
import java.util.Set;
import vitrine.auth.clients.ClientScopes;
import vitrine.auth.sessions.ShownFactors;

/** What the provider says of itself: what it does, no more and no less. */
final class Discovery {

    private static final List<String> CLIENT_AUTHENTICATION = List.of("client_secret_basic", "client_secret_post");

    private Discovery() {}

    static void describe(Map<String, Object> claims) {
        claims.keySet()
                .removeAll(Set.of(
                        "device_authorization_endpoint",
                        "pushed_authorization_request_endpoint",
                        "tls_client_certificate_bound_access_tokens",
                        "dpop_signing_alg_values_supported"));
        claims.put("scopes_supported", ClientScopes.ALL);
        claims.put("grant_types_supported", List.of("authorization_code", "refresh_token"));
        claims.put("response_modes_supported", List.of("query"));
        claims.put(
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "client_secret_post", "none"));
        claims.put("introspection_endpoint_auth_methods_supported", CLIENT_AUTHENTICATION);
        claims.put("revocation_endpoint_auth_methods_supported", CLIENT_AUTHENTICATION);
        claims.put("ui_locales_supported", List.of("en", "de"));
        claims.put("authorization_response_iss_parameter_supported", true);
    }

    static void describeOpenId(Map<String, Object> claims) {
        describe(claims);
        claims.put(
                "claims_supported",
                List.of(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "azp",
                        "nonce",
                        "auth_time",
                        "acr",
                        "amr",
                        "sid",
                        "preferred_username",
                        "name",
                        "locale",
                        "email",
                        "email_verified",
                        "roles",
                        "studio"));
        claims.put("claim_types_supported", List.of("normal"));
        claims.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
        claims.put("display_values_supported", List.of("page"));
        claims.put("acr_values_supported", List.of(ShownFactors.SINGLE_FACTOR, ShownFactors.MULTI_FACTOR));
        claims.put("claims_parameter_supported", false);
        claims.put("request_parameter_supported", false);
        claims.put("request_uri_parameter_supported", false);
        claims.put("backchannel_logout_supported", true);
        claims.put("backchannel_logout_session_supported", true);
    }
}
