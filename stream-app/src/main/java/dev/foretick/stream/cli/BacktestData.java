package dev.foretick.stream.cli;

import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.backtest.BacktestPlan;
import dev.foretick.model.backtest.LtsfProtocol;
import dev.foretick.model.backtest.M4Protocol;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.stream.terminal.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The histories of a backtest and how they are to be gone through.
 *
 * @param name what the report calls the data
 * @param rowTime how long a row counts for where the data state no times
 * @param planner from histories and the shape of a window to the plan
 * @param m4 the competition's series, under its protocol
 */
record BacktestData(
    LoadedData loaded,
    String name,
    Optional<Duration> rowTime,
    BiFunction<List<SeriesData>, WindowSpec, BacktestPlan> planner,
    Optional<M4Protocol> m4) {

  /** Series of the M4 competition have no times; one is made up. */
  private static final Duration M4_FREQUENCY = Duration.ofHours(1);

  /** Rows of a CSV file without times count as so long. */
  private static final Duration ROW_TIME = Duration.ofSeconds(1);

  /** The series of a CSV file. */
  static BacktestData of(
      DataOptions options, OriginOptions test, int horizon, double validationShare) {
    LoadedData loaded = options.load(horizon);
    BiFunction<List<SeriesData>, WindowSpec, BacktestPlan> planner =
        switch (test.protocol()) {
          case OWN ->
              (series, window) -> BacktestPlan.of(series, window, test.origins(), validationShare);
          case LTSF_ETT_HOURLY ->
              (series, window) -> LtsfProtocol.LTSF_ETT_HOURLY.plan(series, window);
          case LTSF_ETT_MINUTE ->
              (series, window) -> LtsfProtocol.LTSF_ETT_MINUTE.plan(series, window);
          case LTSF_CUSTOM -> (series, window) -> LtsfProtocol.LTSF_CUSTOM.plan(series, window);
          case M4 -> throw new IllegalArgumentException("m4: has files of its own");
        };
    return new BacktestData(
        loaded,
        String.valueOf(options.file().getFileName()),
        options.timeField().isPresent() ? Optional.empty() : Optional.of(ROW_TIME),
        planner,
        Optional.empty());
  }

  /** The series of the M4 competition. */
  static BacktestData of(M4Options options) {
    M4Protocol protocol = options.load();
    List<SeriesData> series = protocol.series(M4_FREQUENCY);
    LoadedData loaded =
        new LoadedData(
            series,
            new SeriesSchema("value", List.of(), M4_FREQUENCY),
            0,
            "Read %s series, %d steps to forecast."
                .formatted(Figures.count(series.size()), protocol.horizon()));
    return new BacktestData(
        loaded, options.name(), Optional.of(M4_FREQUENCY), protocol::plan, Optional.of(protocol));
  }

  BacktestPlan plan(WindowSpec window) {
    BacktestPlan plan = planner.apply(loaded.series(), window);
    if (plan.windows() == 0) {
      throw new CommandFailedException(
          ("test: no window (expected: series of at least input-size %d + horizon %d rows, and a test"
                  + " part of at least the horizon)")
              .formatted(window.inputSize(), window.horizon()));
    }
    return plan;
  }

  /** The same with other histories, in the same order. */
  BacktestData with(List<SeriesData> series) {
    LoadedData other = loaded.with(series);
    return new BacktestData(other, name, rowTime, planner, m4);
  }

  /** What a model may learn from, whatever the size of its window. */
  List<SeriesData> trainingPart(int horizon) {
    WindowSpec shortest = new WindowSpec(1, horizon, loaded.schema().channels());
    return plan(shortest).firstTrainingData().trainingPart();
  }
}
