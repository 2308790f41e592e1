package dev.foretick.common.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.series.PointForecast;
import dev.foretick.common.series.QuantileLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes forecasts of one model as JSON: nested is one message with all steps, flat is one message
 * per step without inner objects, for SQL sinks. {@link #begin} says what the forecast is about,
 * then {@link #nested} or, for each step, {@link #flat} gives the bytes. Nothing is allocated but
 * those bytes. Floats are printed with the fewest digits that read back the same. One thread owns
 * it.
 */
public final class ForecastEncoder {
  private static final byte[] STEPS = "\"steps\":[".getBytes(US_ASCII);

  private final JsonBytes out = new JsonBytes();
  private final int quantiles;
  private final StepTimes times;
  private final ForecastHead head;
  private final StepFields nestedStep;
  private final StepFields flatStep;
  private final SourceFields nestedSource;
  private final SourceFields flatSource;
  private int headEnd;
  private int horizon;
  private int partition;
  private long offset;

  /**
   * Prepares what all messages share.
   *
   * @param inputTopic of the observations that cause the forecasts
   * @param frequency the usual time between two observations
   * @param model name of the model that serves the topic
   * @param modelVersion version of that model
   * @param point what the middle of each step is
   */
  public ForecastEncoder(
      String inputTopic,
      Duration frequency,
      String model,
      String modelVersion,
      QuantileLevels levels,
      PointForecast point) {
    this(inputTopic, frequency, model, modelVersion, levels, point, null);
  }

  /**
   * Prepares what all messages share, with steps that a clock tells.
   *
   * @param inputTopic of the observations that cause the forecasts
   * @param frequency the usual time between two observations
   * @param model name of the model that serves the topic
   * @param modelVersion version of that model
   * @param point what the middle of each step is
   * @param steps when they are; null if they are {@code frequency} apart
   */
  public ForecastEncoder(
      String inputTopic,
      Duration frequency,
      String model,
      String modelVersion,
      QuantileLevels levels,
      PointForecast point,
      @Nullable StepClock steps) {
    QuantileNames names = QuantileNames.of(levels);
    this.quantiles = levels.count();
    this.times = new StepTimes(frequency, steps);
    this.head = new ForecastHead(frequency, model, modelVersion, levels, point);
    this.nestedStep = StepFields.nested(names, point);
    this.flatStep = StepFields.flat(names, point);
    this.nestedSource = SourceFields.nested(inputTopic);
    this.flatSource = SourceFields.flat(inputTopic);
  }

  /**
   * Begins a forecast.
   *
   * @param series id of the series in well-formed UTF-8, not escaped
   * @param cutoff event time of the last observation that the forecast knows, in epoch nanoseconds
   * @param producedAt wall-clock time at which it was computed
   * @param modelUsed name of what computed these numbers, one of the few that a model has
   * @param horizon how many steps it has
   * @param partition of the observation that caused it
   * @param offset of the observation that caused it
   */
  public void begin(
      byte[] series,
      long cutoff,
      Instant producedAt,
      ForecastStatus status,
      String modelUsed,
      int horizon,
      int partition,
      long offset) {
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon: %d (expected: >= 1)".formatted(horizon));
    }
    this.horizon = 0;
    out.end(0);
    times.startAt(cutoff);
    head.put(series, times, producedAt, horizon, status, modelUsed, out);
    this.headEnd = out.size();
    this.horizon = horizon;
    this.partition = partition;
    this.offset = offset;
  }

  /**
   * All steps of the forecast in one message.
   *
   * @param values quantiles in the units of the series, shape […, horizon, quantiles]
   * @param from index of the forecast's first value
   * @throws IllegalArgumentException if a number is not finite, which JSON cannot say
   */
  public byte[] nested(float[] values, int from) {
    requireBegun();
    Objects.checkFromIndexSize(from, horizon * quantiles, values.length);
    out.end(headEnd);
    out.put(STEPS);
    for (int step = 1; step <= horizon; step++) {
      nestedStep.put(step, times, values, from + (step - 1) * quantiles, out);
    }
    // Without the comma behind the last step.
    out.end(out.size() - 1);
    nestedSource.put(partition, offset, out);
    return out.toArray();
  }

  /**
   * One step of the forecast as a message of its own.
   *
   * @param step how many steps after the cutoff, from 1
   * @param values quantiles in the units of the series, shape […, horizon, quantiles]
   * @param from index of the forecast's first value, whatever the step
   * @throws IllegalArgumentException if a number is not finite, which JSON cannot say
   */
  public byte[] flat(int step, float[] values, int from) {
    requireBegun();
    Objects.checkIndex(step - 1, horizon);
    out.end(headEnd);
    flatStep.put(step, times, values, from + (step - 1) * quantiles, out);
    flatSource.put(partition, offset, out);
    return out.toArray();
  }

  private void requireBegun() {
    if (horizon == 0) {
      throw new IllegalStateException("no forecast (expected: begin first)");
    }
  }
}
