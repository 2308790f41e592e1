package dev.foretick.stream.backtest;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.model.backtest.Backtest;
import dev.foretick.model.backtest.BacktestListener;
import dev.foretick.model.backtest.BacktestPlan;
import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.BacktestSetup;
import dev.foretick.model.backtest.Contenders;
import dev.foretick.model.backtest.Fold;
import dev.foretick.model.backtest.LeakException;
import dev.foretick.model.baseline.CalibratedBaseline;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.dataset.WindowPosition;
import dev.foretick.model.runtime.RuntimeKind;
import dev.foretick.model.runtime.Runtimes;
import dev.foretick.model.training.Trainer;
import dev.foretick.model.training.TrainingListener;
import dev.foretick.model.training.TrainingOptions;
import dev.foretick.stream.report.Moments;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.training.ForecastProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Carries out a backtest.
 *
 * @param origins how far apart cutoffs are, and how often a new model is trained
 * @param bundle a model that is there already; without one, each fold trains its own
 */
public record BacktestJob(
    BacktestPlan plan,
    TrainingOptions options,
    SeriesSchema schema,
    Source source,
    Origins origins,
    Optional<ModelBundle> bundle) {

  /**
   * What the report says of the data.
   *
   * @param name where the histories come from, as the user named it
   * @param filledRows how many of their rows were put into gaps
   * @param rowTime how long a row counts for where they state no times; else empty
   */
  public record Source(String name, long filledRows, Optional<Duration> rowTime) {
    public Moments moments() {
      return new Moments(rowTime);
    }
  }

  /** What the report says of the cutoffs. */
  public record Origins(int stepSize, int refit) {}

  /**
   * Runs with progress on {@code terminal}.
   *
   * @param listener hears of every forecast
   * @throws LeakException if the bundle was trained on what it is to forecast
   */
  public BacktestReport run(Terminal terminal, BacktestListener listener) {
    bundle.ifPresent(this::requireTrainedBefore);
    ModelSeries models = new ModelSeries(this, terminal);
    Backtest.Outcome outcome;
    try (ForecastProgress progress = new ForecastProgress(terminal, listener)) {
      outcome =
          new Backtest(
                  plan.series(),
                  options.window(),
                  options.levels(),
                  options.seasonality(),
                  progress)
              .run(
                  plan.folds(),
                  past -> {
                    Contenders contenders =
                        bundle.map(model -> given(model, past)).orElseGet(() -> models.next(past));
                    progress.start();
                    return contenders;
                  });
    }
    return new BacktestReport(
        setup(outcome.trainingSeconds()),
        plan.series().stream().map(series -> series.id().value()).toList(),
        outcome.forecasters(),
        outcome.samples(),
        outcome.notes());
  }

  private Contenders given(ModelBundle model, List<SeriesData> past) {
    // First what may fail: a runtime that is open already would stay so.
    List<CalibratedBaseline> baselines =
        new Trainer(options, TrainingListener.NONE)
            .fitBaselines(plan.trainingData().apply(past), model.model());
    return new Contenders(
        Runtimes.open(model, RuntimeKind.AUTO),
        baselines,
        model.model().groups(),
        0,
        model.report().notes());
  }

  private void requireTrainedBefore(ModelBundle model) {
    Instant through = model.provenance().trainedThrough();
    Instant first = firstCutoff();
    if (first.isBefore(through)) {
      throw new LeakException(
          "the model has learnt from data up to %s, but the first forecast is of %s (expected: later; test less of the data, or let the backtest train its own model)"
              .formatted(learnt(through), learnt(first)));
    }
  }

  /** Rows or, exact to the last digit, times. */
  private String learnt(Instant time) {
    return source.rowTime().isPresent() ? source.moments().at(time) : time.toString();
  }

  private Instant firstCutoff() {
    return plan.folds().stream()
        .flatMap(fold -> fold.positions().stream())
        .map(position -> time(position, -1))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Time of a row, counted from the first one to forecast. */
  private Instant time(WindowPosition position, int offset) {
    return EpochNanos.toInstant(
        plan.series().get(position.series()).time(position.cutoff() + offset));
  }

  private BacktestSetup setup(double trainingSeconds) {
    Fold last = plan.folds().get(plan.folds().size() - 1);
    Instant to =
        last.positions().stream()
            .map(position -> time(position, options.window().horizon() - 1))
            .max(Instant::compareTo)
            .orElseThrow();
    return new BacktestSetup(
        source.name(),
        source.filledRows(),
        plan.protocol(),
        options.window().inputSize(),
        options.window().horizon(),
        origins.stepSize(),
        plan.windows(),
        origins.refit(),
        options.seasonality(),
        Arrays.stream(options.levels().toArray()).boxed().toList(),
        schema.frequency(),
        source.rowTime(),
        firstCutoff(),
        to,
        trainingSeconds);
  }
}
