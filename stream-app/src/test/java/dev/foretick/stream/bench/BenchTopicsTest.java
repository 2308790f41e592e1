package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchTopicsTest {
  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "no-such-host.invalid:9092"})
  void brokerThatCannotBe_isOneLineThatNamesIt(String address) {
    assertThatExceptionOfType(BenchFailedException.class)
        .isThrownBy(() -> new BenchTopics(Map.of("bootstrap.servers", address), 1, true))
        .withMessageStartingWith("--bootstrap-servers: " + address + ": ")
        .withMessageEndingWith("(expected: host:port of a Kafka broker)")
        .withMessageNotContaining("\n");
  }
}
