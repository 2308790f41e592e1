package dev.foretick.model.testing;

import dev.foretick.model.backtest.Backtest;
import dev.foretick.model.backtest.BacktestListener;
import dev.foretick.model.backtest.Contenders;
import dev.foretick.model.backtest.Fold;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SplitPart;
import dev.foretick.model.dataset.TimeSplit;
import dev.foretick.model.dataset.WindowIndex;
import dev.foretick.model.dl4j.Dl4jForecaster;
import dev.foretick.model.training.FittedModel;
import dev.foretick.model.training.TrainingOptions;
import java.util.List;

/** The newest rows of histories, which training does not see. */
public final class TestPart {
  private TestPart() {}

  /** All windows whose targets lie in the test part. */
  public static Fold fold(TrainingOptions options, TimeSplit split, List<SeriesData> series) {
    return new Fold(
        new WindowIndex(
                series, options.window(), SplitPart.TEST, split.rows(SplitPart.TEST, series))
            .all(),
        series.stream().map(data -> split.from(SplitPart.TEST, data.length())).toList());
  }

  /** How a model that was fitted on the parts before does on the test part. */
  public static Backtest.Outcome scores(
      TrainingOptions options, TimeSplit split, List<SeriesData> series, FittedModel fitted) {
    return new Backtest(
            series,
            options.window(),
            options.levels(),
            options.seasonality(),
            BacktestListener.NONE)
        .run(List.of(fold(options, split, series)), past -> contenders(fitted));
  }

  /** A fitted model beside its baselines. */
  public static Contenders contenders(FittedModel fitted) {
    return new Contenders(
        new Dl4jForecaster(fitted.model()),
        fitted.baselines(),
        fitted.model().groups(),
        fitted.fit().seconds(),
        fitted.notes());
  }
}
