package dev.foretick.stream.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foretick.common.series.EpochNanos;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketTicksTest {
  @Test
  void parse_ofTradesInTheSameSecond_setsThemAMillisecondApartInOrder() {
    MarketTicks ticks =
        MarketTicks.parse(List.of("10,800.01,0.5", "10,801,1", "10,802,1", "11,803,2"));
    assertThat(new String(ticks.json(1), StandardCharsets.UTF_8))
        .isEqualTo("{\"ts\":\"1970-01-01T00:00:10.001Z\",\"price\":801.0,\"amount\":1.0}");
    assertThat(ticks.time(2)).isEqualTo(10_002_000_000L);
    assertThat(ticks.time(3)).isEqualTo(11_000_000_000L);
    assertThat(ticks.indexOf(EpochNanos.toInstant(10_002_000_000L))).isEqualTo(2);
    assertThat(ticks.indexOf(EpochNanos.toInstant(10_003_000_000L))).isNegative();
  }

  @Test
  void load_findsTheWholeRecordingWithAMomentForEachTick() {
    MarketTicks ticks = MarketTicks.load();
    assertThat(ticks.count()).isEqualTo(100_000);
    for (int i = 1; i < ticks.count(); i++) {
      assertThat(ticks.time(i)).isGreaterThan(ticks.time(i - 1));
    }
    assertThat(ticks.history(10).target(0)).isEqualTo(800.01f);
  }
}
