package dev.foretick.stream.backtest;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.model.backtest.Contenders;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.onnx.OnnxExporter;
import dev.foretick.model.runtime.RuntimeKind;
import dev.foretick.model.runtime.Runtimes;
import dev.foretick.model.training.FittedModel;
import dev.foretick.model.training.Trainer;
import dev.foretick.model.training.TrainingSchedule;
import dev.foretick.stream.terminal.Figures;
import dev.foretick.stream.terminal.Terminal;
import dev.foretick.stream.training.TrainingProgress;
import java.util.List;

/**
 * Trains one model after another: a line for each epoch of the only one, or for each of several.
 */
final class ModelSeries {
  private final BacktestJob job;
  private final Terminal terminal;
  private final int count;
  private int trained;

  ModelSeries(BacktestJob job, Terminal terminal) {
    this.job = job;
    this.terminal = terminal;
    this.count = job.plan().folds().size();
  }

  /** The next model, trained on what is known by then. */
  Contenders next(List<SeriesData> past) {
    trained++;
    FittedModel fitted;
    try (TrainingProgress progress = progress()) {
      fitted = new Trainer(job.options(), progress).fit(job.plan().trainingData().apply(past));
    }
    if (count > 1) {
      terminal.out().println(summary(past, fitted.fit()));
    }
    byte[] graph = OnnxExporter.export(fitted.model(), job.schema(), "");
    return new Contenders(
        Runtimes.open(fitted.model(), graph, RuntimeKind.AUTO, 1),
        fitted.baselines(),
        fitted.model().groups(),
        fitted.fit().seconds(),
        fitted.notes());
  }

  private TrainingProgress progress() {
    TrainingSchedule schedule = job.options().schedule();
    return count == 1
        ? new TrainingProgress(terminal, schedule, () -> false)
        : TrainingProgress.ofMany(terminal, schedule, "model %d of %d".formatted(trained, count));
  }

  private String summary(List<SeriesData> past, FittedModel.FitSummary fit) {
    long end =
        past.stream()
            .filter(series -> series.length() > 0)
            .mapToLong(series -> series.time(series.length() - 1))
            .max()
            .orElseThrow();
    return "Model %d of %d, on data up to %s: kept epoch %d of %d, %s s"
        .formatted(
            trained,
            count,
            job.source().moments().at(EpochNanos.toInstant(end)),
            fit.bestEpoch(),
            fit.epochs().size(),
            Figures.measure(fit.seconds()));
  }
}
