package vitrine.media.signing;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import vitrine.media.access.PublicOrigins;

@Configuration(proxyBeanMethods = false)
@Profile("!worker")
class SigningConfiguration {

    /** @param keys {@code kid:base64} entries separated by commas */
    @ConfigurationProperties("media.signing")
    record Signing(@DefaultValue("") String keys) {}

    @Bean
    SignedUrls signedUrls(Signing signing, PublicOrigins origins) {
        return new SignedUrls(SigningKeys.parse(signing.keys()), origins.media());
    }
}
