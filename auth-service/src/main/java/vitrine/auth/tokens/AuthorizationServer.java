package vitrine.auth.tokens;

import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.transaction.support.TransactionTemplate;
import vitrine.auth.accounts.Accounts;
import vitrine.auth.audit.AuditLog;
import vitrine.auth.clients.ClientSecrets;
import vitrine.auth.factors.RequiredFactor;
import vitrine.auth.hosts.PublicHosts;

/** The OpenID provider: authorization code with PKCE, refresh with rotation, consent, discovery,
 * userinfo, introspection, revocation, sign-out. */
@Configuration(proxyBeanMethods = false)
class AuthorizationServer {

    @Bean
    @Order(1)
    SecurityFilterChain authorizationServerChain(
            HttpSecurity http,
            TransactionTemplate transaction,
            ClientSecrets clientSecrets,
            RequestCache requestCache,
            RelyingPartyLogout logout,
            UserInfo userInfo,
            AuthorizationAnswers answers,
            IdTokenHints hints,
            RequiredFactor requiredFactor,
            Accounts accounts,
            SigningKeys keys,
            PublicHosts hosts) {
        var demands = new AuthenticationDemands(answers, requestCache, hints, requiredFactor, accounts, hosts);
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(server.getEndpointsMatcher());
                    server.oidc(oidc -> oidc.logoutEndpoint(
                                    end -> end.logoutResponseHandler(logout).errorResponseHandler(logout))
                            .userInfoEndpoint(end -> end.userInfoMapper(userInfo))
                            .providerConfigurationEndpoint(discovery -> discovery.providerConfigurationCustomizer(
                                    provider -> provider.claims(Discovery::describeOpenId))));
                    server.authorizationServerMetadataEndpoint(
                            metadata -> metadata.authorizationServerMetadataCustomizer(
                                    provider -> provider.claims(Discovery::describe)));
                    server.authorizationEndpoint(authorize -> authorize
                            .consentPage("/oauth2/consent")
                            .authorizationRequestConverters(AuthorizationServer::readRequests)
                            .authorizationResponseHandler(answers)
                            .errorResponseHandler(answers)
                            .authenticationProviders(AuthorizationServer::askFirst));
                    server.tokenEndpoint(
                            token -> token.authenticationProviders(providers -> oneAtATime(providers, transaction)));
                    server.clientAuthentication(client -> client.authenticationProviders(
                            providers -> providers.forEach(provider -> useSecrets(provider, clientSecrets))));
                })
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .addFilterBefore(demands, AuthorizationFilter.class)
                // Userinfo takes the tokens of all applications, also those that the suite's services refuse.
                .oauth2ResourceServer(userinfo -> userinfo.bearerTokenResolver(userInfoTokens())
                        .jwt(jwt -> jwt.decoder(Jwts.ofAnyAudience(keys, hosts))))
                .requestCache(cache -> cache.requestCache(requestCache))
                .exceptionHandling(errors -> errors.defaultAuthenticationEntryPointFor(
                        new LoginUrlAuthenticationEntryPoint("/sign-in"), pages()))
                .build();
    }

    /** A person's browser; a program that accepts anything hears 401 instead. */
    private static MediaTypeRequestMatcher pages() {
        var matcher = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        matcher.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return matcher;
    }

    private static void readRequests(List<AuthenticationConverter> converters) {
        converters.replaceAll(converter -> converter instanceof OAuth2AuthorizationCodeRequestAuthenticationConverter
                ? new AuthorizationRequestReader()
                : converter);
    }

    /** In the header or, for userinfo, in the body of a form (RFC 6750, section 2.2). */
    private static BearerTokenResolver userInfoTokens() {
        var header = new DefaultBearerTokenResolver();
        var form = new DefaultBearerTokenResolver();
        form.setAllowFormEncodedBodyParameter(true);
        var userInfo = PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/userinfo");
        return request -> (userInfo.matches(request) ? form : header).resolve(request);
    }

    private static void oneAtATime(List<AuthenticationProvider> providers, TransactionTemplate transaction) {
        providers.replaceAll(provider -> provider instanceof OAuth2AuthorizationCodeAuthenticationProvider
                        || provider instanceof OAuth2RefreshTokenAuthenticationProvider
                ? new OneAtATime(provider, transaction)
                : provider);
    }

    private static void askFirst(List<AuthenticationProvider> providers) {
        providers.forEach(provider -> {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
                requests.setAuthenticationValidator(AuthorizationRequests.validator());
                requests.setAuthorizationConsentRequired(AuthorizationRequests::consentRequired);
            } else if (provider instanceof OAuth2AuthorizationConsentAuthenticationProvider answers) {
                answers.setAuthorizationConsentCustomizer(AuthorizationRequests::heedRefusal);
            }
        });
    }

    private static void useSecrets(AuthenticationProvider provider, ClientSecrets secrets) {
        if (provider instanceof ClientSecretAuthenticationProvider bySecret) {
            bySecret.setPasswordEncoder(secrets);
        }
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(PublicHosts hosts) {
        return AuthorizationServerSettings.builder().issuer(hosts.auth()).build();
    }

    @Bean
    RegisteredClientRepository registeredClientRepository(JdbcOperations jdbc) {
        return new JdbcRegisteredClientRepository(jdbc);
    }

    @Bean
    OAuth2AuthorizationService authorizationService(
            JdbcOperations jdbc, RegisteredClientRepository clients, IdTokenHints hints, UsedRefreshTokens usedTokens) {
        return new SessionAuthorizations(jdbc, clients, hints, usedTokens);
    }

    @Bean
    OAuth2AuthorizationConsentService authorizationConsentService(
            JdbcOperations jdbc, RegisteredClientRepository clients, AuditLog audit) {
        return new RecordedConsents(jdbc, clients, audit);
    }

    /** Sessions name themselves in {@link vitrine.auth.sessions.SsoSession}; the provider's own register, in memory, stays empty. */
    @Bean
    SessionRegistry sessionRegistry() {
        return new NoSessionRegister();
    }
}
