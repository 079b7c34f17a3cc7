package vitrine.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void haveDefaults() {
        var options = Options.of(List.of("up", "/suite"));
        assertThat(options)
                .isEqualTo(new Options(
                        Options.Command.UP, Path.of("/suite"), Path.of("/suite/.vitrine"), 8080, 1, false, false));
    }

    @Test
    void takeValuesInBothForms() {
        var options = Options.of(
                List.of("up", "/suite", "--data=/data", "--port", "9000", "--workers=3", "--detach", "--demo"));
        assertThat(options)
                .isEqualTo(new Options(Options.Command.UP, Path.of("/suite"), Path.of("/data"), 9000, 3, true, true));
    }

    @Test
    void goToTheBackgroundWhole() {
        var asked = new Options(Options.Command.UP, Path.of("/suite"), Path.of("/data"), 9000, 3, true, true);
        assertThat(Options.of(asked.inForeground()))
                .isEqualTo(new Options(Options.Command.UP, Path.of("/suite"), Path.of("/data"), 9000, 3, false, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port=x",
                "--workers=0",
                "--workers=6",
                "--workers=x",
                "--port=80",
                "--port=65530",
                "--port=7000",
                "--port",
                "--data=",
                "--prot=1",
                "data"
            })
    void refuseWhatTheyDoNotKnow(String argument) {
        assertThatThrownBy(() -> Options.of(List.of("up", "/suite", argument)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.exit()).isEqualTo(2));
    }

    @Test
    void aTakenPortIsNamedWithItsPurpose() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.requireFree(Map.of("gateway", other.getLocalPort())))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.exit()).isEqualTo(13);
                        assertThat(refusal.sentence())
                                .contains("Port " + other.getLocalPort() + ", wanted for gateway, is in use");
                    });
        }
    }

    @Test
    void portsFollowFromTheFirst() {
        var ports = Ports.of(9000, 2);
        assertThat(ports)
                .isEqualTo(new Ports(9000, 9001, 9002, 9003, 9004, List.of(9005, 9006), 9010, 9011, 1945, 8945));
    }
}
