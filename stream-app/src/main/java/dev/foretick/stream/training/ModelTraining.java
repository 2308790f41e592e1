package dev.foretick.stream.training;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.model.backtest.Backtest;
import dev.foretick.model.backtest.BacktestListener;
import dev.foretick.model.backtest.Contenders;
import dev.foretick.model.backtest.Fold;
import dev.foretick.model.bundle.ModelBundle;
import dev.foretick.model.bundle.Provenance;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.dataset.SplitPart;
import dev.foretick.model.dataset.TimeSplit;
import dev.foretick.model.dataset.WindowIndex;
import dev.foretick.model.onnx.OnnxExporter;
import dev.foretick.model.runtime.RuntimeKind;
import dev.foretick.model.runtime.Runtimes;
import dev.foretick.model.training.FittedModel;
import dev.foretick.model.training.ForecasterResult;
import dev.foretick.model.training.Trainer;
import dev.foretick.model.training.TrainingOptions;
import dev.foretick.model.training.TrainingReport;
import dev.foretick.stream.terminal.Terminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Trains a model, tests it on the newest part of the data and puts all that belongs to it into one
 * bundle.
 *
 * @param schema what the histories' values mean
 * @param data the histories' origin, as the user named it
 * @param dataSha256 of the file they came from in hex, empty if from none
 * @param softwareVersion of Foretick
 */
public record ModelTraining(
    TrainingOptions options,
    TimeSplit split,
    SeriesSchema schema,
    String data,
    String dataSha256,
    String softwareVersion) {

  /** Windows that the report is about; of more, evenly spread ones are taken. */
  private static final int MAX_TEST_WINDOWS = 50_000;

  /**
   * Trains with progress on {@code terminal}.
   *
   * @param cancelled asked again and again; true ends the training
   * @throws java.util.concurrent.CancellationException if it was cancelled
   */
  public ModelBundle run(List<SeriesData> histories, Terminal terminal, BooleanSupplier cancelled) {
    Fold test = test(histories);
    FittedModel fitted;
    try (TrainingProgress progress =
        new TrainingProgress(terminal, options.schedule(), cancelled)) {
      fitted = new Trainer(options, progress).fit(split.trainingData(histories));
    }
    Provenance provenance =
        Provenance.of(
            fitted.model().weights(),
            Instant.now(),
            softwareVersion,
            data,
            dataSha256,
            trainedThrough(histories));
    byte[] graph = OnnxExporter.export(fitted.model(), schema, provenance.modelVersion());
    Backtest.Outcome outcome = outcome(histories, test, fitted, graph, terminal);
    TrainingReport report = report(histories.size(), test, fitted, outcome);
    return new ModelBundle(fitted.model(), schema, report, provenance, graph);
  }

  private Backtest.Outcome outcome(
      List<SeriesData> histories, Fold test, FittedModel fitted, byte[] graph, Terminal terminal) {
    try (ForecastProgress progress = new ForecastProgress(terminal, BacktestListener.NONE)) {
      progress.start();
      return new Backtest(
              histories, options.window(), options.levels(), options.seasonality(), progress)
          .run(List.of(test), past -> contenders(fitted, graph));
    }
  }

  private Fold test(List<SeriesData> histories) {
    WindowIndex windows =
        new WindowIndex(
            histories, options.window(), SplitPart.TEST, split.rows(SplitPart.TEST, histories));
    return new Fold(
        windows.thinned(MAX_TEST_WINDOWS),
        histories.stream().map(series -> split.from(SplitPart.TEST, series.length())).toList());
  }

  private Instant trainedThrough(List<SeriesData> histories) {
    return histories.stream()
        .filter(series -> split.from(SplitPart.TEST, series.length()) > 0)
        .map(series -> series.time(split.from(SplitPart.TEST, series.length()) - 1))
        .max(Long::compare)
        .map(EpochNanos::toInstant)
        .orElse(Instant.EPOCH);
  }

  private static Contenders contenders(FittedModel fitted, byte[] graph) {
    return new Contenders(
        Runtimes.open(fitted.model(), graph, RuntimeKind.AUTO, 1),
        fitted.baselines(),
        fitted.model().groups(),
        fitted.fit().seconds(),
        fitted.notes());
  }

  private TrainingReport report(
      int series, Fold test, FittedModel fitted, Backtest.Outcome outcome) {
    List<ForecasterResult> results = new ArrayList<>();
    outcome.forecasters().stream().map(ForecasterResult::of).forEach(results::add);
    return new TrainingReport(
        series,
        fitted.fit().trainingWindows(),
        fitted.fit().validationWindows(),
        test.positions().size(),
        options.seasonality(),
        options.schedule().seed(),
        fitted.fit().epochs(),
        fitted.fit().bestEpoch(),
        fitted.fit().seconds(),
        results,
        outcome.notes());
  }
}
