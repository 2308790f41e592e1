package dev.foretick.model.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.series.QuantileLevels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PendingIntervalsTest {
  private static final QuantileLevels NINETY = QuantileLevels.of(0.05, 0.5, 0.95);
  private static final double RATE = 0.05;

  /** What was issued, for a reference that searches all of it and knows no ring. */
  private record Issued(long cutoff, float[] quantiles) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void observe_teachesEachMaturedStepOnceAndNoOther(int stride) {
    int horizon = 5;
    AdaptiveWidth width = width(horizon);
    PendingIntervals pending = new PendingIntervals(width);
    AdaptiveWidth reference = width(horizon);
    List<Issued> all = new ArrayList<>();
    Random random = new Random(2);
    for (long row = 100; row < 400; row++) {
      if (row % stride == 0) {
        float[] forecast = forecast(horizon, 1 + random.nextFloat());
        float[] expected = forecast.clone();
        pending.issue(row, forecast, 0);
        reference.adjust(expected, 0);
        assertThat(forecast).containsExactly(expected);
        all.add(new Issued(row, expected));
      }
      float actual = (float) (2 * random.nextGaussian());
      pending.observe(row, actual);
      for (Issued issued : all) {
        long step = row - issued.cutoff();
        if (step >= 0 && step < horizon) {
          reference.observe((int) step, actual, issued.quantiles(), 0);
        }
      }
      assertThat(width.factors()).containsExactly(reference.factors());
      assertThat(pending.size()).isLessThanOrEqualTo((horizon + stride - 1) / stride);
    }
  }

  @Test
  void observe_theFuture_cannotReachAForecastBeforeItsTime() {
    int horizon = 4;
    Random random = new Random(6);
    for (int round = 0; round < 50; round++) {
      int change = 20 + random.nextInt(20);
      List<float[]> calm = issued(horizon, 60, Integer.MAX_VALUE);
      List<float[]> wild = issued(horizon, 60, change);
      // The forecast from row `change` on is the last one that must not know of that row.
      for (int cutoff = 0; cutoff <= change; cutoff++) {
        assertThat(wild.get(cutoff)).as("cutoff %d", cutoff).containsExactly(calm.get(cutoff));
      }
      // One row later every step has learnt of it, each from the forecast that far back.
      for (int step = 0; step < horizon; step++) {
        assertThat(wild.get(change + 1)[step * 3 + 2])
            .as("step %d", step)
            .isGreaterThan(calm.get(change + 1)[step * 3 + 2]);
      }
    }
  }

  @Test
  void observe_firstForecast_stepKWaitsForRowK() {
    AdaptiveWidth width = width(6);
    PendingIntervals pending = new PendingIntervals(width);
    for (int row = 0; row < 6; row++) {
      pending.issue(row, forecast(6, 1), 0);
      pending.observe(row, 1_000);
      for (int step = 0; step < 6; step++) {
        assertThat(width.factors()[step] > 1)
            .as("step %d at row %d", step, row)
            .isEqualTo(step <= row);
      }
    }
  }

  @Test
  void observe_anOutcomeOfStepK_movesOnlyForecastsThatWereIssuedKRowsBefore() {
    AdaptiveWidth width = width(3);
    PendingIntervals pending = new PendingIntervals(width);
    pending.issue(10, forecast(3, 1), 0);
    pending.observe(10, 9);
    assertThat(width.factors()[0]).isGreaterThan(1);
    assertThat(width.factors()[1]).isEqualTo(1);
    // Row 11 is left out: nothing was seen of step 1.
    pending.observe(12, 9);
    assertThat(width.factors()[1]).isEqualTo(1);
    assertThat(width.factors()[2]).isGreaterThan(1);
    assertThat(pending.size()).isZero();
  }

  @Test
  void observe_changedArrayOfTheCaller_learnsFromWhatWasIssued() {
    AdaptiveWidth width = width(1);
    PendingIntervals pending = new PendingIntervals(width);
    float[] batch = {9, 9, 9, -1, 0, 1};
    pending.issue(0, batch, 3);
    batch[3] = -100;
    batch[5] = 100;
    pending.observe(0, 2);
    assertThat(width.factors()[0]).isEqualTo((float) Math.exp(RATE * 0.9), within(1e-6f));
  }

  @Test
  void rowsThatDoNotGoOn_areRefused() {
    PendingIntervals pending = new PendingIntervals(width(3));
    pending.issue(5, forecast(3, 1), 0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pending.issue(5, forecast(3, 1), 0))
        .withMessage("cutoff: 5 (expected: >= 5, each once)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pending.observe(4, 1))
        .withMessage("row: 4 (expected: >= 5)");
    pending.observe(5, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> pending.observe(5, 1));
    assertThatIllegalArgumentException()
        .as("a forecast of a row that is known")
        .isThrownBy(() -> pending.issue(5, forecast(3, 1), 0));
  }

  @Test
  void issue_afterAGapLongerThanTheHorizon_forgetsWhatCanNoLongerMature() {
    PendingIntervals pending = new PendingIntervals(width(3));
    for (int cutoff = 0; cutoff < 3; cutoff++) {
      pending.issue(cutoff, forecast(3, 1), 0);
    }
    assertThat(pending.size()).isEqualTo(3);
    pending.issue(3, forecast(3, 1), 0);
    assertThat(pending.size()).isEqualTo(3);
    pending.issue(1_000, forecast(3, 1), 0);
    assertThat(pending.size()).isEqualTo(1);
  }

  /** Forecasts from each row on, where outcomes are 0 until {@code change} and then far outside. */
  private static List<float[]> issued(int horizon, int rows, int change) {
    PendingIntervals pending = new PendingIntervals(width(horizon));
    List<float[]> issued = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      float[] forecast = forecast(horizon, 1);
      pending.issue(row, forecast, 0);
      issued.add(forecast);
      pending.observe(row, row < change ? 0 : 1_000);
    }
    return issued;
  }

  private static AdaptiveWidth width(int horizon) {
    float[] ones = new float[horizon];
    Arrays.fill(ones, 1);
    return new AdaptiveWidth(horizon, NINETY, RATE, ones);
  }

  private static float[] forecast(int horizon, float width) {
    float[] forecast = new float[horizon * 3];
    for (int step = 0; step < horizon; step++) {
      forecast[step * 3] = -width;
      forecast[step * 3 + 2] = width;
    }
    return forecast;
  }
}
