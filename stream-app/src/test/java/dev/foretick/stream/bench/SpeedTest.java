package dev.foretick.stream.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeedTest {
  private static final double ROUNDING = 1e-9;

  @Test
  void loopShares_leaveTheRestToPollingAndWaiting() {
    Map<String, Double> shares = SyntheticBench.speed(10, 4000).loopShares();
    assertThat(shares.keySet()).containsExactly("decode", "infer", "publish", "poll and wait");
    assertThat(shares.get("infer")).isCloseTo(0.5, within(ROUNDING));
    assertThat(shares.get("poll and wait")).isCloseTo(0.1, within(ROUNDING));
  }

  /** A batch that began before the span and ended in it. */
  @Test
  void loopShares_ofStagesThatTookLongerThanTheSpan_areOneTogether() {
    Speed speed = SyntheticBench.speed(10, 4000);
    Speed shorter = new Speed(8.5, 4000, speed.server(), speed.processors());
    assertThat(Sums.total(shorter.loopShares())).isCloseTo(1, within(ROUNDING));
    assertThat(shorter.loopShares()).contains(entry("poll and wait", 0.0));
  }

  @Test
  void figures_areForEachForecast() {
    Speed speed = SyntheticBench.speed(10, 4000);
    assertThat(speed.forecastsPerSecond()).isEqualTo(400);
    assertThat(speed.loopCpuMicrosPerForecast()).isCloseTo(2000, within(1e-6));
    assertThat(speed.processCpuMicrosPerForecast()).isCloseTo(2500, within(1e-6));
    assertThat(speed.loopAllocatedBytesPerRecord()).isEqualTo(1000);
    assertThat(speed.meanBatch()).isEqualTo(400);
  }

  @Test
  void plus_weighsEachSpanByItsLength() {
    Speed both = SyntheticBench.speed(10, 4000).plus(SyntheticBench.speed(30, 4000));
    assertThat(both.forecastsPerSecond()).isEqualTo(200);
    assertThat(both.loopShares().get("infer")).isCloseTo(0.5, within(ROUNDING));
  }

  @Test
  void processorShares_tellOtherProgramsFromIdle() {
    Map<String, Double> shares = SyntheticBench.speed(10, 4000).processors().shares();
    assertThat(shares.get("server")).isCloseTo(0.5, within(ROUNDING));
    assertThat(shares.get("other programs")).isCloseTo(0.15, within(ROUNDING));
    assertThat(shares.get("idle")).isCloseTo(0.1, within(ROUNDING));
  }

  @Test
  void processorShares_ofAMachineThatDoesNotTell_leaveOneRest() {
    ProcessorTime time = new ProcessorTime(20, Map.of("server", 5.0), Double.NaN);
    assertThat(time.shares()).containsOnly(entry("server", 0.25), entry("others or idle", 0.75));
  }

  @Test
  void since_takesTheEarlierFiguresAway() {
    ServerFigures earlier = SyntheticBench.speed(10, 4000).server();
    ServerFigures later = earlier.plus(SyntheticBench.speed(5, 800).server());
    assertThat(later.since(earlier))
        .usingRecursiveComparison()
        .withComparatorForType((a, b) -> Math.abs(a - b) < ROUNDING ? 0 : 1, Double.class)
        .isEqualTo(SyntheticBench.speed(5, 800).server());
  }
}
