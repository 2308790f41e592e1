package dev.foretick.stream.publish;

import dev.foretick.common.series.ForecastStatus;
import dev.foretick.common.wire.ForecastEncoder;
import dev.foretick.common.wire.StepClock;
import dev.foretick.stream.inference.Answers;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.state.Arrivals;
import dev.foretick.stream.state.SeriesState;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Publishes forecasts, keyed by series, as one record each or as one record for each step. */
public final class ForecastPublisher {
  private final String inputTopic;
  private final String topic;
  private final boolean flat;
  private final Delivery delivery;
  private final Clock clock;
  private final Map<ForecastStatus, Receipt> receipts = new EnumMap<>(ForecastStatus.class);
  private final @Nullable StepClock steps;
  private int horizon;
  private ForecastEncoder encoder;
  private Instant producedAt = Instant.EPOCH;

  /**
   * Publishes for one loop.
   *
   * @param flat whether each step is a record of its own
   * @param steps when the steps of a forecast are; null if they are evenly apart
   */
  public ForecastPublisher(
      String inputTopic,
      String topic,
      boolean flat,
      ServedModel model,
      @Nullable StepClock steps,
      Delivery delivery,
      LoopMetrics metrics,
      Clock clock) {
    this.inputTopic = inputTopic;
    this.topic = topic;
    this.flat = flat;
    this.horizon = model.horizon();
    this.delivery = delivery;
    this.clock = clock;
    this.steps = steps;
    this.encoder = encoder(model);
    for (ForecastStatus status : ForecastStatus.values()) {
      receipts.put(status, timestamp -> metrics.published(status, clock.millis() - timestamp));
    }
  }

  /** Forecasts published from now on are of another model. */
  public void serve(ServedModel model) {
    horizon = model.horizon();
    encoder = encoder(model);
  }

  /** Forecasts published from now on were computed now. */
  public void startBatch() {
    producedAt = clock.instant();
  }

  /** Publishes the answer to an arrival of a series. */
  public void publish(Arrivals arrivals, int arrival, SeriesState series, Answers answers) {
    ForecastStatus status = answers.status(arrival);
    encoder.begin(
        series.key(),
        arrivals.cutoff(arrival),
        producedAt,
        status,
        answers.forecaster(arrival),
        horizon,
        arrivals.partition(arrival),
        arrivals.offset(arrival));
    float[] values = answers.values();
    int from = answers.from(arrival);
    Receipt receipt = Objects.requireNonNull(receipts.get(status));
    long timestamp = arrivals.recordTimestamp(arrival);
    if (flat) {
      for (int step = 1; step <= horizon; step++) {
        send(
            series,
            encoder.flat(step, values, from),
            step == horizon ? receipt : Receipt.NONE,
            timestamp);
      }
    } else {
      send(series, encoder.nested(values, from), receipt, timestamp);
    }
  }

  private ForecastEncoder encoder(ServedModel model) {
    return new ForecastEncoder(
        inputTopic,
        model.frequency(),
        model.name(),
        model.version(),
        model.levels(),
        model.point(),
        steps);
  }

  private void send(SeriesState series, byte[] value, Receipt receipt, long timestamp) {
    delivery.send(new ProducerRecord<>(topic, series.key(), value), receipt, timestamp);
  }
}
