package dev.foretick.stream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.stream.config.LocalConfig;
import dev.foretick.stream.config.LocalDefaults;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {
  @TempDir private Path directory;

  @Test
  void start_portInUse_namesWhatChoosesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatExceptionOfType(CommandFailedException.class)
          .isThrownBy(
              () ->
                  LocalBroker.start(
                      LocalConfig.of(directory.resolve("m.foretick"), port, 0),
                      "--port",
                      directory))
          .withMessage(
              "--port: %d is in use (expected: a free port, of which feed and tail are told by --bootstrap-servers)",
              port);
    }
  }

  @Test
  void wanted_addressThatNobodyChose_saysWhatRunsABroker() {
    assertThat(BrokerOptions.wanted(LocalDefaults.BROKERS))
        .isEqualTo("a Kafka broker, and its security.protocol; 'foretick serve --broker' runs one");
    assertThat(BrokerOptions.wanted("other:9092")).doesNotContain("serve");
  }
}
