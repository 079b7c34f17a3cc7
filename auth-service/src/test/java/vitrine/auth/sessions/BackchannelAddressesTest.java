package vitrine.auth.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackchannelAddressesTest {

    private final BackchannelAddresses addresses = with("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "224.0.0.1",
                "255.255.255.255",
                "[::1]",
                "[::]",
                "[fe80::1]",
                "[fd12::1]",
                "[::ffff:10.0.0.1]",
                "[64:ff9b::a00:1]",
                "localhost",
                "app.localhost"
            })
    void whatIsNotPublicIsNotCalled(String host) {
        assertThat(addresses.mayBeCalled(host)).isFalse();
        String bare = host.replaceAll("[\\[\\]]", "");
        assertThatThrownBy(() -> addresses.resolve(bare)).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "[2606:4700::1111]", "shop.example.org"})
    void whatIsPublicMayBe(String host) {
        assertThat(addresses.mayBeCalled(host)).isTrue();
    }

    @Test
    void networksNamedInTheConfigurationMayBeCalled() throws Exception {
        BackchannelAddresses local = with("127.0.0.0/8, ::1/128, 10.20.0.0/16");
        assertThat(local.resolve("app.localhost")).hasSize(1);
        assertThat(local.mayBeCalled("10.20.30.40")).isTrue();
        assertThat(local.mayBeCalled("10.21.0.1")).isFalse();
        assertThat(local.mayBeCalled("192.168.0.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0.0/-1", "example.org/8", "all"})
    void aNetworkThatIsNoneStopsTheStart(String text) {
        assertThatThrownBy(() -> with(text)).hasMessageContaining("BACKCHANNEL_ALLOWED_NETWORKS");
    }

    private static BackchannelAddresses with(String networks) {
        return new BackchannelAddresses(new BackchannelAddresses.Settings(networks));
    }
}
