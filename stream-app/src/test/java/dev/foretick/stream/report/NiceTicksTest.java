package dev.foretick.stream.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NiceTicksTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1, '0.0 0.2 0.4 0.6 0.8 1.0'",
    "-3, 14, '\u22125 0 5 10 15'",
    "0, 0.0009, '0.0000 0.0002 0.0004 0.0006 0.0008 0.0010'",
    "1200000, 3100000, '1.0M 1.5M 2.0M 2.5M 3.0M 3.5M'",
    "100000, 400000, '100k 200k 300k 400k'",
  })
  void ticks_range_areRound(double low, double high, String labels) {
    assertThat(NiceTicks.enclosing(low, high, 5).ticks())
        .extracting(AxisTick::label)
        .containsExactly(labels.split(" ", -1));
  }

  @Test
  void ticks_largeButClose_tellApart() {
    assertThat(NiceTicks.enclosing(100_000, 100_004, 5).ticks())
        .extracting(AxisTick::label)
        .doesNotHaveDuplicates()
        .startsWith("100\u00a0000");
  }

  @Test
  void ticks_flat_encloseIt() {
    NiceTicks ticks = NiceTicks.enclosing(7, 7, 5);

    assertThat(ticks.from()).isLessThan(7);
    assertThat(ticks.to()).isGreaterThan(7);
  }

  @Test
  void ticks_anyRange_encloseItWithFewTicks() {
    Random random = new Random(3);
    for (int i = 0; i < 2000; i++) {
      double low = random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
      double high = low + random.nextDouble() * Math.pow(10, random.nextInt(20) - 10);

      NiceTicks ticks = NiceTicks.enclosing(low, high, 5);

      double slack = ticks.step() * 1e-6;
      assertThat(ticks.from()).isLessThanOrEqualTo(low + slack);
      assertThat(ticks.to()).isGreaterThanOrEqualTo(high - slack);
      assertThat(ticks.ticks()).hasSizeBetween(2, 8);
    }
  }
}
