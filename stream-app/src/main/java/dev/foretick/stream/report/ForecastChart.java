package dev.foretick.stream.report;

import dev.foretick.model.backtest.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one forecast said and what came: the past, the actual values, the median within its
 * intervals, and the best naive forecast.
 */
final class ForecastChart {
  private static final int VALUE_TICKS = 5;
  private static final int LEAST_PAST = 24;
  private static final int PAST_FOR_EACH_STEP = 2;

  private final Sample sample;
  private final double slot;
  private final List<Float> past;

  /**
   * Prepares the chart of one sample.
   *
   * @param frequency by which the times of the past are told, which the sample does not state
   */
  ForecastChart(Sample sample, Duration frequency) {
    this.sample = sample;
    this.slot = Math.max(1, frequency.toMillis());
    // A long past would squeeze a short forecast into the margin.
    int shown = Math.max(LEAST_PAST, PAST_FOR_EACH_STEP * sample.actual().size());
    int size = sample.past().size();
    this.past = sample.past().subList(Math.max(0, size - shown), size);
  }

  void render(Markup out, String description) {
    double cutoff = sample.cutoff().toEpochMilli();
    double[] known = knownTimes(cutoff);
    double[] slots = slots();
    double from = known.length > 0 ? known[0] : cutoff;
    double to = slots[slots.length - 1];
    List<AxisTick> values = valueTicks();
    Plot plot = Plot.start(out, description, from, to, TimeTicks.within(from, to), values);
    int quantiles = sample.quantiles().get(0).size();
    for (int q = 0; q < quantiles / 2; q++) {
      plot.band("band", slots, spread(quantile(q)), spread(quantile(quantiles - 1 - q)));
    }
    plot.mark(cutoff, "cutoff");
    plot.line("naive", slots, spread(doubles(sample.naive())));
    plot.line("model", slots, spread(quantile(quantiles / 2)));
    plot.line("actual", known, actual());
    if (sample.actual().size() == 1) {
      plot.dots("actual", new double[] {known[known.length - 1]}, doubles(sample.actual()));
    }
    plot.end();
  }

  /** Times of the past and of the actual values. */
  private double[] knownTimes(double cutoff) {
    int size = past.size();
    double[] times = new double[size + sample.actual().size()];
    for (int i = 0; i < size; i++) {
      times[i] = cutoff - (size - 1 - i) * slot;
    }
    for (int i = size; i < times.length; i++) {
      times[i] = sample.times().get(i - size).toEpochMilli();
    }
    return times;
  }

  private double[] actual() {
    List<Float> values = new ArrayList<>(past);
    values.addAll(sample.actual());
    return doubles(values);
  }

  /** Times of the steps, with half a slot before and after, so that one step has a width too. */
  private double[] slots() {
    List<Instant> times = sample.times();
    double[] slots = new double[times.size() + 2];
    for (int i = 0; i < times.size(); i++) {
      slots[i + 1] = times.get(i).toEpochMilli();
    }
    slots[0] = slots[1] - slot / 2;
    slots[slots.length - 1] = slots[slots.length - 2] + slot / 2;
    return slots;
  }

  /** Values of the steps for the times of {@link #slots}. */
  private static double[] spread(double[] values) {
    double[] spread = new double[values.length + 2];
    System.arraycopy(values, 0, spread, 1, values.length);
    spread[0] = values[0];
    spread[spread.length - 1] = values[values.length - 1];
    return spread;
  }

  private double[] quantile(int q) {
    return sample.quantiles().stream().mapToDouble(step -> step.get(q)).toArray();
  }

  private List<AxisTick> valueTicks() {
    List<Float> values = new ArrayList<>(past);
    values.addAll(sample.actual());
    values.addAll(sample.naive());
    sample.quantiles().forEach(values::addAll);
    double[] finite = values.stream().mapToDouble(v -> v).filter(Double::isFinite).toArray();
    double low = Arrays.stream(finite).min().orElse(0);
    double high = Arrays.stream(finite).max().orElse(1);
    return NiceTicks.enclosing(low, high, VALUE_TICKS).ticks();
  }

  private static double[] doubles(List<Float> values) {
    return values.stream().mapToDouble(v -> v).toArray();
  }
}
