package dev.foretick.stream.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JitteredBackOffTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void pause_failureAfterFailure_doublesUpToTheLongest(long seed) {
    JitteredBackOff backOff =
        new JitteredBackOff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(seed));
    long[] most = {1, 2, 4, 8, 16, 32, 60, 60, 60};
    for (long seconds : most) {
      assertThat(backOff.pause())
          .isBetween(Duration.ofMillis(500 * seconds), Duration.ofSeconds(seconds));
    }
    backOff.reset();
    assertThat(backOff.pause()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {100})
  void pause_manyClients_areSpreadOut(int clients) {
    Random random = new Random(31);
    long different =
        random
            .longs(clients)
            .mapToObj(
                seed ->
                    new JitteredBackOff(
                            Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(seed))
                        .pause())
            .distinct()
            .count();
    assertThat(different).isEqualTo(clients);
  }
}
