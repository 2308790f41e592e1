package dev.foretick.stream.report;

import dev.foretick.model.backtest.BacktestReport;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which series to tell about where there are too many to tell about all. */
final class SeriesRanking {
  private SeriesRanking() {}

  /**
   * Indices of the series in their order, or of the worst and then the best by the model's skill.
   * Series whose skill is undefined are among neither.
   *
   * @param most up to how many series are told in full
   * @param each how many of the worst and of the best are told otherwise
   */
  static List<Integer> pick(BacktestReport report, int most, int each) {
    int count = report.series().size();
    if (count <= most) {
      return IntStream.range(0, count).boxed().toList();
    }
    List<Integer> ranked =
        IntStream.range(0, count)
            .filter(i -> Double.isFinite(skill(report, i)))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> skill(report, i)))
            .toList();
    int told = Math.min(ranked.size(), 2 * each);
    return Stream.concat(
            ranked.stream().limit(told - told / 2), ranked.stream().skip(ranked.size() - told / 2))
        .toList();
  }

  private static double skill(BacktestReport report, int series) {
    return report.model().bySeries().get(series).skill();
  }
}
