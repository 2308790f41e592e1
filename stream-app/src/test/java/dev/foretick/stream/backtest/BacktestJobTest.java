package dev.foretick.stream.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.window.WindowSpec;
import dev.foretick.model.backtest.BacktestListener;
import dev.foretick.model.backtest.BacktestPlan;
import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.LeakException;
import dev.foretick.model.backtest.RollingOrigin;
import dev.foretick.model.dataset.SeriesData;
import dev.foretick.model.dataset.SeriesSchema;
import dev.foretick.model.dataset.TrainingData;
import dev.foretick.model.network.ConvBlock;
import dev.foretick.model.network.NetworkSpec;
import dev.foretick.model.scaling.Normalization;
import dev.foretick.model.scaling.TargetTransform;
import dev.foretick.model.training.TrainingOptions;
import dev.foretick.model.training.TrainingSchedule;
import dev.foretick.stream.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

class BacktestJobTest {
  private static final WindowSpec WINDOW = new WindowSpec(16, 2, 1);
  private static final int ROWS = 240;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final RollingOrigin TWO_MODELS = new RollingOrigin(1, OptionalInt.of(6), 0.2, 3);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, false, false);

  @Test
  void run_withSeveralModels_tellsOfEachInOneLine() {
    BacktestReport report =
        job(plan(List.of(series()), TWO_MODELS)).run(terminal, BacktestListener.NONE);

    assertThat(report.setup().windows()).isEqualTo(6);
    // Six cutoffs end two rows before the last of 240 rows, from 2026-01-01 on.
    assertThat(text().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .matches(
                        "Model 1 of 2, on data up to 2026-01-10 16:00 UTC: kept epoch [12] of 2, .* s"),
            line ->
                assertThat(line).startsWith("Model 2 of 2, on data up to 2026-01-10 19:00 UTC"));
  }

  @Test
  void run_withOneModel_tellsOfEachEpoch() {
    RollingOrigin once = new RollingOrigin(1, OptionalInt.of(6), 0.2, 0);
    job(plan(List.of(series()), once)).run(terminal, BacktestListener.NONE);
    assertThat(text().lines()).hasSize(2).allMatch(line -> line.startsWith("  epoch "));
  }

  @Test
  void leakCheck_ofAnHonestBacktest_notesIt() {
    BacktestReport report = check((all, past) -> past);
    assertThat(report.notes()).last().asString().contains("nothing of the future");
    assertThat(text()).contains("Leak check, run 1 of 3, the data as they are:", "run 3 of 3");
  }

  @Test
  void leakCheck_ofATrainingThatSeesTheTest_isCaught() {
    assertThatExceptionOfType(LeakException.class)
        .isThrownBy(() -> check((all, past) -> all))
        .withMessageContaining("when later rows change");
  }

  /** With a model that learns from some of the histories. */
  private BacktestReport check(BinaryOperator<List<SeriesData>> learnt) {
    return LeakCheck.run(
        List.of(series()),
        plan(List.of(series()), TWO_MODELS).lastTrainingEnds(),
        terminal,
        (histories, listener) ->
            job(new BacktestPlan(
                    "",
                    histories,
                    TWO_MODELS.folds(histories, WINDOW),
                    past -> TrainingData.withShare(learnt.apply(histories, past), 0.3)))
                .run(terminal, listener));
  }

  private static BacktestPlan plan(List<SeriesData> series, RollingOrigin origins) {
    return BacktestPlan.of(series, WINDOW, origins, 0.3);
  }

  private static BacktestJob job(BacktestPlan plan) {
    TrainingOptions options =
        new TrainingOptions(
            WINDOW,
            new NetworkSpec(List.of(ConvBlock.patchEmbedding(4, 4)), List.of(4), 0, true),
            TargetTransform.NONE,
            Normalization.INSTANCE,
            QuantileLevels.centralInterval(80),
            PointForecast.MEDIAN,
            new TrainingSchedule(2, 64, 1, 5e-3, 9, 5, Optional.empty()),
            TrainingOptions.Blending.NONE,
            8);
    return new BacktestJob(
        plan,
        options,
        new SeriesSchema("value", List.of(), HOUR),
        new BacktestJob.Source("waves", 0, Optional.empty()),
        new BacktestJob.Origins(1, 3),
        Optional.empty());
  }

  private static SeriesData series() {
    Random random = new Random(3);
    long start = EpochNanos.of(Instant.parse("2026-01-01T00:00:00Z"));
    long[] times = new long[ROWS];
    float[] values = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      times[row] = start + row * HOUR.toNanos();
      values[row] = (float) (10 + Math.sin(row * Math.PI / 4) + 0.1 * random.nextGaussian());
    }
    return new SeriesData(new SeriesId("waves"), times, new float[][] {values});
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
