package dev.foretick.stream.report;

import dev.foretick.model.backtest.BacktestReport;
import dev.foretick.model.backtest.BacktestSetup;
import dev.foretick.model.backtest.ForecasterScores;
import dev.foretick.model.backtest.Measures;
import dev.foretick.model.backtest.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Builds reports of plausible figures, the same ones for the same seed. */
final class SyntheticReport {
  private static final Instant FROM = Instant.parse("2026-03-02T00:00:00Z");
  private static final Measures NOTHING =
      new Measures(
          0,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          0,
          Double.NaN);

  private final Random random;
  private String data = "sensors.csv";
  private String protocol = "";
  private int horizon = 24;
  private Duration frequency = Duration.ofHours(1);
  private List<Double> levels = List.of(0.05, 0.25, 0.5, 0.75, 0.95);
  private List<String> series = List.of("boiler", "pump", "north-wing");
  private List<String> baselines =
      List.of("naive", "seasonal-naive", "drift", "ewma", "ridge", "theta");
  private List<String> notes = List.of("The baselines were fitted on the same windows.");
  private double scale = 1;
  private double modelFactor = 0.8;
  private int samples = 4;
  private long filledRows;
  private boolean undefined;
  private boolean competition;

  SyntheticReport(long seed) {
    random = new Random(seed);
  }

  SyntheticReport data(String value) {
    data = value;
    return this;
  }

  SyntheticReport protocol(String value) {
    protocol = value;
    return this;
  }

  SyntheticReport horizon(int value) {
    horizon = value;
    return this;
  }

  SyntheticReport frequency(Duration value) {
    frequency = value;
    return this;
  }

  SyntheticReport levels(Double... values) {
    levels = List.of(values);
    return this;
  }

  SyntheticReport series(String... names) {
    series = List.of(names);
    return this;
  }

  SyntheticReport manySeries(int count) {
    series = IntStream.range(0, count).mapToObj(i -> "meter-%03d".formatted(i)).toList();
    return this;
  }

  SyntheticReport baselines(String... names) {
    baselines = List.of(names);
    return this;
  }

  SyntheticReport notes(String... values) {
    notes = List.of(values);
    return this;
  }

  /** The size of the values. */
  SyntheticReport scale(double value) {
    scale = value;
    return this;
  }

  /** The model's error beside that of the best naive forecast. */
  SyntheticReport modelFactor(double value) {
    modelFactor = value;
    return this;
  }

  SyntheticReport samples(int value) {
    samples = value;
    return this;
  }

  SyntheticReport filledRows(long value) {
    filledRows = value;
    return this;
  }

  /** Leaves the scaled errors and the first series without figures. */
  SyntheticReport undefined() {
    undefined = true;
    return this;
  }

  /** Scores it as the M4 competition does. */
  SyntheticReport competition() {
    competition = true;
    return protocol("m4");
  }

  BacktestReport build() {
    List<ForecasterScores> forecasters = new ArrayList<>();
    forecasters.add(forecaster("cnn-lstm", false, modelFactor));
    for (int i = 0; i < baselines.size(); i++) {
      boolean naive = i < 3;
      forecasters.add(forecaster(baselines.get(i), naive, naive ? 1 + 0.15 * i : 1.02 - 0.03 * i));
    }
    int windows = 120 * series.size();
    BacktestSetup setup =
        new BacktestSetup(
            data,
            filledRows,
            protocol,
            96,
            horizon,
            Math.max(1, horizon / 4),
            windows,
            30,
            24,
            levels,
            frequency,
            Optional.empty(),
            FROM,
            FROM.plus(frequency.multipliedBy(120L * Math.max(1, horizon / 4))),
            73.4);
    List<Sample> shown = new ArrayList<>();
    for (int i = 0; i < samples; i++) {
      shown.add(sample(series.get(i % series.size()), i));
    }
    return new BacktestReport(setup, series, forecasters, shown, notes);
  }

  /** The first naive forecaster makes the error that a step or a series is worth. */
  private ForecasterScores forecaster(String name, boolean naive, double factor) {
    List<Measures> steps = new ArrayList<>();
    for (int step = 0; step < horizon; step++) {
      double worth = 0.4 + 0.8 * Math.sqrt((step + 1.0) / horizon);
      steps.add(measures(1000, worth, factor + (naive ? 0 : 0.02 * random.nextGaussian())));
    }
    List<Measures> bySeries = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      double worth = 0.5 + 0.07 * (i % 11);
      double own = factor + (naive ? 0 : 0.15 * random.nextGaussian());
      bySeries.add(undefined && i == 0 ? NOTHING : measures(2400, worth, own));
    }
    return new ForecasterScores(
        name,
        naive,
        measures(120_000, 1, factor),
        competition ? 0.9 * factor : Double.NaN,
        steps,
        bySeries);
  }

  private Measures measures(int count, double worth, double factor) {
    double error = worth * factor;
    double mae = scale * error;
    return new Measures(
        count,
        mae,
        mae * mae * (1.6 + 0.1 * random.nextDouble()),
        undefined ? Double.NaN : error * 0.9,
        12 * error,
        mae * 0.37,
        Math.min(1, 0.89 + 0.02 * random.nextGaussian()),
        mae * 4.7,
        undefined ? Double.NaN : error * 4.2,
        undefined ? count : 0,
        1 - factor);
  }

  private Sample sample(String name, int index) {
    Instant cutoff = FROM.plus(frequency.multipliedBy(100L * index + 37));
    List<Float> past = new ArrayList<>();
    for (int i = -95; i <= 0; i++) {
      past.add(value(i, index));
    }
    List<Float> actual = new ArrayList<>();
    List<Instant> times = new ArrayList<>();
    List<List<Float>> quantiles = new ArrayList<>();
    List<Float> naive = new ArrayList<>();
    for (int step = 1; step <= horizon; step++) {
      actual.add(value(step, index));
      times.add(cutoff.plus(frequency.multipliedBy(step)));
      naive.add(past.get(past.size() - 1));
      double median = value(step, index);
      double spread = scale * (0.3 + 0.4 * Math.sqrt(step / 24.0));
      quantiles.add(
          levels.stream().map(level -> (float) (median + spread * 3 * (level - 0.5))).toList());
    }
    return new Sample(name, cutoff, past, actual, times, quantiles, naive);
  }

  private float value(int step, int index) {
    double day = Math.sin(2 * Math.PI * (step + 6 * index) / 24.0);
    return (float) (scale * (20 + 2.5 * day + 0.25 * random.nextGaussian() + 0.01 * step));
  }
}
