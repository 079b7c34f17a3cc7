package vitrine.media.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vitrine.media.storage.FaultyRelay.Fault;

/** What back ends beyond a network do besides: outages are told, short ones survived, and nothing stays on this machine. */
abstract class RemoteStorageContract extends StorageContract {

    /** Long enough for any answer, short enough for a test that waits for it in vain. */
    protected static final Duration CALL = Duration.ofMillis(700);

    @TempDir
    Path temporary;

    protected FaultyRelay relay;
    protected TemporaryFiles temporaryFiles;

    /** The port behind the relay. */
    protected abstract int serverPort();

    @BeforeEach
    void connect() throws IOException {
        relay = new FaultyRelay(serverPort());
        temporaryFiles =
                new TemporaryFiles(new StorageSettings("local", temporary, 0, temporary.resolve("spool"), 1 << 24));
    }

    @AfterEach
    void disconnect() throws IOException {
        relay.close();
        assertThat(temporaryFiles()).hasSize(1).allMatch(file -> file.toString().endsWith(".lock"));
        temporaryFiles.destroy();
        assertThat(temporaryFiles()).isEmpty();
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> all = Files.walk(temporary)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"OVERLOADED", "BROKEN"})
    void survivesAnOutageOfTwoCalls(Fault fault) throws Exception {
        relay.fault(fault, 2);
        Received received = receive(bytes);
        relay.fault(fault, 2);
        storage().promote(received.id(), key);

        assertThat(read(ObjectName.original(key))).isEqualTo(bytes);
        assertThat(objects()).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"OVERLOADED", "BROKEN", "SILENT"})
    void tellsAnOutageAndKeepsNothing(Fault fault) throws Exception {
        Received before = receive(bytes);
        relay.fault(fault);
        Instant begun = Instant.now();

        assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> receive(bytes));
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> storage().promote(before.id(), key));
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> storage().find(ObjectName.incoming(before.id())));
        assertThat(Duration.between(begun, Instant.now())).isLessThan(CALL.multipliedBy(3 * 4 + 6));

        // After a row of outages nobody waits any more.
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> storage().find(ObjectName.incoming(before.id())));
        }
        begun = Instant.now();
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> storage().find(ObjectName.incoming(before.id())));
        assertThat(Duration.between(begun, Instant.now())).isLessThan(CALL.dividedBy(2));

        relay.fault(Fault.NONE);
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    storage().promote(before.id(), key);
                    assertThat(read(ObjectName.original(key))).isEqualTo(bytes);
                });
        // What nobody could tell whether it arrived is among what the sweep looks at.
        for (UUID left : storage().receivedBefore(Instant.now().plusSeconds(60))) {
            storage().deleteReceived(left);
        }
        assertThat(storage().receivedBefore(Instant.now().plusSeconds(60))).isEmpty();
        assertThat(objects()).isOne();
    }

    @Test
    void refusesWhenThereIsNoRoomForTemporaryFiles() throws Exception {
        try (var taken = temporaryFiles.take(1 << 24)) {
            assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> receive(bytes));
        }
        assertThat(objects()).isZero();
        receive(bytes);
    }
}
