package dev.foretick.stream.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceChartTest {
  private static final Terminal ASCII =
      new Terminal(new PrintStream(System.out), true, false, false);

  @Test
  void lines_ofARisingSeries_climbAndShadeTheBand() {
    PriceChart chart =
        PriceChart.of(
            4,
            new double[] {0, 1, 2},
            new double[] {1, 0},
            new double[] {2, 2},
            new double[] {3, 3});
    List<String> lines = chart.lines(ASCII);
    assertThat(chart.low()).isZero();
    assertThat(chart.high()).isEqualTo(3);
    assertThat(lines).containsExactly("   ::", " ****", "**::".replace("::", " ") + "::", "*   :");
  }

  @Test
  void lines_ofAFlatSeries_stayInside() {
    double[] flat = {5, 5, 5};
    List<String> lines = PriceChart.of(3, flat, flat, flat, flat).lines(ASCII);
    assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).hasSize(6));
    assertThat(String.join("", lines).chars().filter(c -> c == '*').count()).isEqualTo(6);
  }
}
