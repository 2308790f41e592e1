package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RandomWalksTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void next_isJsonThatStatesTimeAndValue() throws IOException {
    RandomWalks walks = new RandomWalks(1, 0);
    double last = 100;
    for (long time : new long[] {0, 9, 10, 1_767_366_245_123_456_789L, Long.MAX_VALUE}) {
      JsonNode tick = JSON.readTree(walks.next(0, time));
      assertThat(tick.size()).isEqualTo(2);
      assertThat(tick.get("ts").longValue()).isEqualTo(time);
      assertThat(tick.get("value").doubleValue()).isBetween(last - 0.101, last + 0.101);
      last = tick.get("value").doubleValue();
    }
  }

  @Test
  void next_withCovariates_statesThemByName() throws IOException {
    JsonNode tick = JSON.readTree(new RandomWalks(1, 2).next(0, 1));
    assertThat(tick.fieldNames()).toIterable().containsExactly("ts", "value", "x1", "x2");
    assertThat(RandomWalks.covariate(2)).isEqualTo("x2");
  }

  @Test
  void next_ofManyTicks_neverLeavesTheRange() throws IOException {
    RandomWalks walks = new RandomWalks(1, 0);
    for (int i = 0; i < 100_000; i++) {
      assertThat(JSON.readTree(walks.next(0, i)).get("value").doubleValue())
          .isBetween(1.0, 100_000.0);
    }
  }

  @Test
  void key_namesTheSeries() {
    assertThat(new RandomWalks(13, 0).key(12))
        .isEqualTo("series-000012".getBytes(StandardCharsets.UTF_8));
  }
}
