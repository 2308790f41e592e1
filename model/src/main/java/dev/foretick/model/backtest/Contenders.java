package dev.foretick.model.backtest;

import dev.foretick.model.baseline.CalibratedBaseline;
import dev.foretick.model.forecaster.Forecaster;
import dev.foretick.model.trained.SeriesGroups;
import java.util.List;

/**
 * Forecasters that are compared on the same windows.
 *
 * @param model that the backtest is about
 * @param groups which series the model and the baselines treat by themselves
 * @param trainingSeconds that fitting took
 * @param notes on what training chose, one sentence each
 */
public record Contenders(
    Forecaster model,
    List<CalibratedBaseline> baselines,
    SeriesGroups groups,
    double trainingSeconds,
    List<String> notes)
    implements AutoCloseable {
  public Contenders {
    baselines = List.copyOf(baselines);
    notes = List.copyOf(notes);
  }

  @Override
  public void close() {
    model.close();
    baselines.forEach(Forecaster::close);
  }
}
