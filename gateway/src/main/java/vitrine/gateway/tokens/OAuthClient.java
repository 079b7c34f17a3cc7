package vitrine.gateway.tokens;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import vitrine.gateway.hosts.PublicOrigins;
import vitrine.gateway.relay.Service;
import vitrine.gateway.relay.Services;

/**
 * This gateway as a client of the auth service. All addresses are given, so that nothing needs the auth service at
 * start: the browser goes to the public one, the gateway itself takes the back channel.
 */
@Configuration(proxyBeanMethods = false)
class OAuthClient {

    @Bean
    ClientRegistration clientRegistration(PublicOrigins origins, Services services, ClientSecret secret) {
        return ClientRegistration.withRegistrationId("vitrine")
                .clientId("gateway")
                .clientSecret(secret.clientSecret())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}/auth/callback")
                .scope("openid", "profile", "email", "vitrine")
                .issuerUri(origins.auth())
                .authorizationUri(origins.auth() + "/oauth2/authorize")
                .tokenUri(services.at(Service.AUTH, "/oauth2/token"))
                .jwkSetUri(services.at(Service.AUTH, "/oauth2/jwks"))
                .userNameAttributeName("sub")
                .build();
    }

    @Bean
    ClientRegistrationRepository clientRegistrations(ClientRegistration registration) {
        return new InMemoryClientRegistrationRepository(registration);
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codeExchange(RestClient backChannel) {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(tokenEndpoint(backChannel));
        return client;
    }

    @Bean
    OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> tokenRefresh(RestClient backChannel) {
        var client = new RestClientRefreshTokenTokenResponseClient();
        client.setRestClient(tokenEndpoint(backChannel));
        return client;
    }

    private static RestClient tokenEndpoint(RestClient backChannel) {
        return backChannel
                .mutate()
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build();
    }
}
