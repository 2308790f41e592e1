package dev.foretick.model.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.foretick.common.accuracy.Accuracy;
import dev.foretick.model.dataset.M4Files;
import dev.foretick.model.dataset.M4Series;
import dev.foretick.model.dataset.SharedData;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Figures that the M4 competition published for its hourly series, from our own measures. */
class M4HourlyTest {
  private static final int PERIOD = 24;
  private static final int HORIZON = 48;

  private List<M4Series> series = List.of();

  @BeforeEach
  void readSeries() {
    series =
        M4Files.read(
            SharedData.file("m4/Hourly-train.csv.gz"), SharedData.file("m4/Hourly-test.csv.gz"));
    assertThat(series).hasSize(414).allMatch(s -> s.test().length == HORIZON);
  }

  @Test
  void naive2_hasThePublishedErrors() {
    assertThat(smape(M4HourlyTest::naive2)).isCloseTo(18.383, within(0.01));
    assertThat(mase(M4HourlyTest::naive2)).isCloseTo(2.395, within(0.01));
  }

  @Test
  void seasonalNaive_hasThePublishedWeightedAverage() {
    double owa =
        Accuracy.owa(
            smape(M4HourlyTest::seasonalNaive),
            mase(M4HourlyTest::seasonalNaive),
            smape(M4HourlyTest::naive2),
            mase(M4HourlyTest::naive2));
    assertThat(owa).isCloseTo(0.627, within(0.002));
  }

  @Test
  void naiveIntervals_haveThePublishedScore() {
    // Published with one decimal.
    assertThat(mean(M4HourlyTest::naiveMsis)).isCloseTo(71.2, within(0.05));
  }

  private interface Method {
    double[] forecast(double[] history);
  }

  private static double[] naive2(double[] history) {
    return Naive2.forecast(history, PERIOD, HORIZON);
  }

  private static double[] seasonalNaive(double[] history) {
    return IntStream.range(0, HORIZON)
        .mapToDouble(step -> history[history.length - PERIOD + step % PERIOD])
        .toArray();
  }

  /** 95 % intervals of a random walk: ±1.96 · root mean square of its steps · sqrt(step). */
  private static double naiveMsis(M4Series s) {
    double[] history = doubles(s.train());
    double squares = 0;
    for (int t = 1; t < history.length; t++) {
      squares += Math.pow(history[t] - history[t - 1], 2);
    }
    double deviation = Math.sqrt(squares / (history.length - 1));
    double[] lower = new double[HORIZON];
    double[] upper = new double[HORIZON];
    for (int step = 0; step < HORIZON; step++) {
      double half = 1.959964 * deviation * Math.sqrt(step + 1);
      lower[step] = history[history.length - 1] - half;
      upper[step] = history[history.length - 1] + half;
    }
    return Accuracy.msis(
        0.05, doubles(s.test()), lower, upper, Accuracy.seasonalError(history, PERIOD));
  }

  private double smape(Method method) {
    return mean(s -> Accuracy.smape(doubles(s.test()), method.forecast(doubles(s.train()))));
  }

  private double mase(Method method) {
    return mean(
        s -> {
          double[] history = doubles(s.train());
          return Accuracy.mase(
              doubles(s.test()), method.forecast(history), Accuracy.seasonalError(history, PERIOD));
        });
  }

  private double mean(ToDoubleFunction<M4Series> measure) {
    return series.stream().mapToDouble(measure).average().orElseThrow();
  }

  private static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }
}
