package dev.foretick.model.backtest;

import dev.foretick.common.accuracy.Accuracy;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.window.WindowBatch;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.WindowCutter;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.forecaster.QuantileForecasts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rolling-origin evaluation (Tashman 2000): goes through the past as it happened, forecasts at each
 * cutoff from what was known then, and scores each step when its value has come. Windows are cut
 * and forecast by the code that serves.
 */
public final class Backtest {
  private static final int BATCH = 256;

  private final List<SeriesData> series;
  private final WindowSpec window;
  private final QuantileLevels levels;
  private final int seasonality;
  private final BacktestListener listener;
  private final List<Scoreboard> boards = new ArrayList<>();
  private final SampleCollector samples;
  private final List<String> notes = new ArrayList<>();
  private double[] seasonalErrors = {};
  private double trainingSeconds;
  private int leftOut;

  public Backtest(
      List<SeriesData> series,
      WindowSpec window,
      QuantileLevels levels,
      int seasonality,
      BacktestListener listener) {
    this.series = List.copyOf(series);
    this.window = window;
    this.levels = levels;
    this.seasonality = seasonality;
    this.listener = listener;
    this.samples = new SampleCollector(series, window);
  }

  /**
   * Forecasts and scores all windows.
   *
   * @param folds in order of time
   * @param trainer makes the contenders of a fold from the histories up to its first cutoff
   */
  public Outcome run(List<Fold> folds, Function<List<SeriesData>, Contenders> trainer) {
    if (folds.isEmpty()) {
      throw new IllegalArgumentException(
          "test: no window (expected: series of at least input-size %d + horizon %d rows)"
              .formatted(window.inputSize(), window.horizon()));
    }
    List<SeriesData> firstPast = folds.get(0).past(series);
    seasonalErrors = firstPast.stream().mapToDouble(this::seasonalError).toArray();
    samples.choose(folds);
    AdaptiveIntervals adaptive = new AdaptiveIntervals(series.size(), folds, window, levels);
    for (int i = 0; i < folds.size(); i++) {
      Fold fold = folds.get(i);
      try (Contenders contenders = trainer.apply(fold.past(series))) {
        trainingSeconds += contenders.trainingSeconds();
        contenders.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
        openBoards(contenders);
        score(fold, contenders, adaptive, i + 1, folds.size());
      }
    }
    if (leftOut > 0) {
      notes.add(
          ("%d windows are left out, because they hold values that the transform cannot take; a"
                  + " server answers them with the naive forecast.")
              .formatted(leftOut));
    }
    return new Outcome(
        boards.stream().map(board -> board.scores(boards)).toList(),
        samples.samples(bestNaive()),
        notes,
        trainingSeconds);
  }

  /**
   * What came out.
   *
   * @param forecasters the model first
   * @param notes what training chose
   */
  public record Outcome(
      List<ForecasterScores> forecasters,
      List<Sample> samples,
      List<String> notes,
      double trainingSeconds) {
    public Outcome {
      forecasters = List.copyOf(forecasters);
      samples = List.copyOf(samples);
      notes = List.copyOf(notes);
    }
  }

  private void score(
      Fold fold, Contenders contenders, AdaptiveIntervals adaptive, int number, int folds) {
    int[] groups =
        series.stream().mapToInt(data -> contenders.groups().indexOf(data.id())).toArray();
    WindowCutter cutter = new WindowCutter(series, window, groups);
    WindowBatch batch = new WindowBatch(window, BATCH);
    List<Forecaster> all = new ArrayList<>();
    all.add(contenders.model());
    all.addAll(contenders.baselines());
    List<WindowPosition> positions = fold.positions();
    for (int from = 0; from < positions.size(); from += BATCH) {
      List<WindowPosition> some = positions.subList(from, Math.min(positions.size(), from + BATCH));
      cutter.cut(some, batch);
      float[] actuals = cutter.targets(some);
      List<QuantileForecasts> forecasts = new ArrayList<>();
      all.forEach(forecaster -> forecasts.add(forecaster.forecast(batch)));
      forecasts.add(adaptive.adapt(series, some, forecasts.get(0)));
      boolean[] usable = usable(forecasts);
      for (int i = 0; i < forecasts.size(); i++) {
        listener.onForecasts(boards.get(i).name(), some, forecasts.get(i));
        score(boards.get(i), some, usable, forecasts.get(i), actuals);
        samples.take(i, some, batch, forecasts.get(i));
      }
      listener.onWindows(number, folds, from + some.size(), positions.size());
    }
  }

  /** A window without a forecast of each contender, as of no logarithm, compares nobody. */
  private boolean[] usable(List<QuantileForecasts> forecasts) {
    boolean[] usable = new boolean[forecasts.get(0).size()];
    for (int row = 0; row < usable.length; row++) {
      int at = row;
      usable[row] = forecasts.stream().allMatch(each -> each.isFinite(at));
      leftOut += usable[row] ? 0 : 1;
    }
    return usable;
  }

  private void score(
      Scoreboard board,
      List<WindowPosition> positions,
      boolean[] usable,
      QuantileForecasts forecasts,
      float[] actuals) {
    for (int row = 0; row < positions.size(); row++) {
      if (!usable[row]) {
        continue;
      }
      int of = positions.get(row).series();
      for (int step = 0; step < window.horizon(); step++) {
        board.add(
            of,
            step,
            actuals[row * window.horizon() + step],
            forecasts.quantiles(row, step + 1),
            seasonalErrors[of]);
      }
    }
  }

  /**
   * Opens the boards at the first fold: the model, the baselines, the model with adaptive widths.
   * The model stays the same contender if a later training blends it in another way.
   */
  private void openBoards(Contenders contenders) {
    List<String> baselines = contenders.baselines().stream().map(Forecaster::name).toList();
    String model = contenders.model().name();
    if (boards.isEmpty()) {
      boards.add(board(model, false));
      contenders.baselines().forEach(each -> boards.add(board(each.name(), each.isNaive())));
      boards.add(board(ForecasterScores.adaptiveName(model), false));
      return;
    }
    List<String> expected =
        boards.subList(1, boards.size() - 1).stream().map(Scoreboard::name).toList();
    if (!baselines.equals(expected)) {
      throw new IllegalStateException(
          "baselines: %s (expected: %s, as in the first fold)".formatted(baselines, expected));
    }
    if (!model.equals(boards.get(0).name())) {
      String note = "A later training chose another blend than the first: %s.".formatted(model);
      if (!notes.contains(note)) {
        notes.add(note);
      }
    }
  }

  private Scoreboard board(String name, boolean naive) {
    return new Scoreboard(name, naive, levels, window.horizon(), series.size());
  }

  private int bestNaive() {
    List<ForecasterScores> scores = boards.stream().map(board -> board.scores(boards)).toList();
    int best = -1;
    for (int i = 0; i < scores.size(); i++) {
      if (scores.get(i).naive()
          && (best < 0 || scores.get(i).overall().mae() < scores.get(best).overall().mae())) {
        best = i;
      }
    }
    return best;
  }

  private double seasonalError(SeriesData past) {
    double[] values = new double[past.length()];
    for (int row = 0; row < values.length; row++) {
      values[row] = past.target(row);
    }
    return Accuracy.seasonalError(values, seasonality);
  }
}
