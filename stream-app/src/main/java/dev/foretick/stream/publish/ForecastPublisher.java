package dev.foretick.stream.publish;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.common.series.Forecast;
import dev.foretick.common.series.ForecastStep;
import dev.foretick.common.series.RecordOrigin;
import dev.foretick.common.wire.ForecastCodec;
import dev.foretick.stream.inference.Reply;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.state.Arrival;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes forecasts, keyed by series, as one record each or as one record for each step. */
public final class ForecastPublisher {
  private final String inputTopic;
  private final String topic;
  private final boolean flat;
  private final ServedModel model;
  private final Delivery delivery;
  private final LoopMetrics metrics;
  private final Clock clock;
  private final ForecastCodec codec = new ForecastCodec();

  /**
   * Publishes for one loop.
   *
   * @param flat whether each step is a record of its own
   */
  public ForecastPublisher(
      String inputTopic,
      String topic,
      boolean flat,
      ServedModel model,
      Delivery delivery,
      LoopMetrics metrics,
      Clock clock) {
    this.inputTopic = inputTopic;
    this.topic = topic;
    this.flat = flat;
    this.model = model;
    this.delivery = delivery;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Publishes the answer to an observation. */
  public void publish(Arrival arrival, Reply.Answer answer) {
    Forecast forecast = forecast(arrival, answer);
    byte[] key = forecast.series().value().getBytes(StandardCharsets.UTF_8);
    Runnable acknowledged =
        () ->
            metrics.published(
                answer.status(), Duration.ofMillis(clock.millis() - arrival.recordTimestamp()));
    List<byte[]> values = flat ? codec.encodeFlat(forecast) : List.of(codec.encodeNested(forecast));
    for (int i = 0; i < values.size(); i++) {
      ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, values.get(i));
      boolean last = i == values.size() - 1;
      delivery.send(last ? new Message(record, acknowledged) : new Message(record));
    }
  }

  private Forecast forecast(Arrival arrival, Reply.Answer answer) {
    Instant cutoff = EpochNanos.toInstant(arrival.epochNanos());
    List<ForecastStep> steps = new ArrayList<>(answer.forecasts().horizon());
    Instant time = cutoff;
    for (int step = 1; step <= answer.forecasts().horizon(); step++) {
      time = time.plus(model.frequency());
      steps.add(new ForecastStep(step, time, answer.forecasts().quantiles(answer.row(), step)));
    }
    return new Forecast(
        arrival.observation().series(),
        model.frequency(),
        cutoff,
        clock.instant(),
        answer.status(),
        model.name(),
        model.version(),
        answer.forecaster(),
        model.levels(),
        model.point(),
        steps,
        new RecordOrigin(inputTopic, arrival.partition(), arrival.offset()));
  }
}
