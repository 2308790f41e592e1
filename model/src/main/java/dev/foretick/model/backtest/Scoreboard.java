package dev.foretick.model.backtest;

import dev.foretick.common.accuracy.AccuracyTally;
import dev.foretick.common.series.QuantileLevels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tallies of one forecaster: over all, by step and by series. */
final class Scoreboard {
  private final String name;
  private final boolean naive;
  private final AccuracyTally overall;
  private final List<AccuracyTally> bySteps;
  private final List<AccuracyTally> bySeries;

  Scoreboard(String name, boolean naive, QuantileLevels levels, int horizon, int series) {
    this.name = name;
    this.naive = naive;
    this.overall = new AccuracyTally(levels);
    this.bySteps = Stream.generate(() -> new AccuracyTally(levels)).limit(horizon).toList();
    this.bySeries = Stream.generate(() -> new AccuracyTally(levels)).limit(series).toList();
  }

  String name() {
    return name;
  }

  /** Takes in one forecast step, counted from 0. */
  void add(int series, int step, double actual, float[] quantiles, double seasonalError) {
    overall.add(actual, quantiles, seasonalError);
    bySteps.get(step).add(actual, quantiles, seasonalError);
    bySeries.get(series).add(actual, quantiles, seasonalError);
  }

  /** The outcome beside that of the others, which has the best naive forecast for each cut. */
  ForecasterScores scores(List<Scoreboard> all) {
    List<Scoreboard> naives = all.stream().filter(board -> board.naive).toList();
    List<Measures> steps = new ArrayList<>();
    for (int step = 0; step < bySteps.size(); step++) {
      int at = step;
      steps.add(measures(bySteps.get(at), naives.stream().map(board -> board.bySteps.get(at))));
    }
    List<Measures> series = new ArrayList<>();
    for (int i = 0; i < bySeries.size(); i++) {
      int at = i;
      series.add(measures(bySeries.get(at), naives.stream().map(board -> board.bySeries.get(at))));
    }
    return new ForecasterScores(
        name,
        naive,
        measures(overall, naives.stream().map(b -> b.overall)),
        Double.NaN,
        steps,
        series);
  }

  private static Measures measures(AccuracyTally tally, Stream<AccuracyTally> naives) {
    return Measures.of(tally, naives.mapToDouble(AccuracyTally::mae).min().orElse(Double.NaN));
  }
}
