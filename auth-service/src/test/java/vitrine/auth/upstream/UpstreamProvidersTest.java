package vitrine.auth.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.client.RestClient;
import vitrine.auth.hosts.PublicHosts;

class UpstreamProvidersTest {

    @Test
    void providersAreNamedByVariables() {
        UpstreamProviders providers = with(Map.of(
                "UPSTREAM_GOOGLE_ISSUER", "https://accounts.google.com",
                "UPSTREAM_GOOGLE_CLIENT_ID", "id-1",
                "UPSTREAM_GOOGLE_CLIENT_SECRET", "secret-1",
                "UPSTREAM_WORK_ISSUER", "https://id.example.org/realms/work",
                "UPSTREAM_WORK_CLIENT_ID", "id-2",
                "UPSTREAM_WORK_LABEL", "Example Studio",
                "UPSTREAM_WORK_ROLE", "photographer",
                "UPSTREAM_WORK_SIGNUP", "false"));
        assertThat(providers.choices())
                .containsExactly(
                        new UpstreamProviders.Choice("google", "Google"),
                        new UpstreamProviders.Choice("work", "Example Studio"));
        assertThat(providers.provider("google").clientSecret()).isEqualTo("secret-1");
        assertThat(providers.provider("google").signUp()).isNull();
        assertThat(providers.provider("work").signUp()).isFalse();
        assertThat(providers.provider("work").role()).isEqualTo("photographer");
        assertThat(with(Map.of()).choices()).isEmpty();
    }

    @Test
    void whatCannotWorkStopsTheStart() {
        assertThatThrownBy(() -> with(Map.of("UPSTREAM_X_ISSUER", "https://x.example")))
                .hasStackTraceContaining("UPSTREAM_X");
        assertThatThrownBy(() -> with(Map.of("UPSTREAM_X_ISSUER", "http://x.example", "UPSTREAM_X_CLIENT_ID", "x")))
                .hasMessageContaining("UPSTREAM_X_ISSUER must be https");
        assertThatThrownBy(() -> with(Map.of(
                        "UPSTREAM_X_ISSUER", "https://x.example",
                        "UPSTREAM_X_CLIENT_ID", "x",
                        "UPSTREAM_X_ROLE", "admin")))
                .hasMessageContaining("UPSTREAM_X_ROLE");
    }

    private static UpstreamProviders with(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource(
                                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        ConfigurationPropertySources.attach(environment);
        return new UpstreamProviders(environment, new PublicHosts("http", "localhost", 8080), RestClient.builder());
    }
}
