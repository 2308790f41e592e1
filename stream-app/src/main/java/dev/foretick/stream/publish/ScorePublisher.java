package dev.foretick.stream.publish;

import dev.foretick.common.series.Score;
import dev.foretick.common.series.SeriesId;
import dev.foretick.common.wire.ScoreEncoder;
import dev.foretick.stream.score.ScoreSink;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Publishes scores, keyed by series. One thread owns it. */
public final class ScorePublisher implements ScoreSink {
  private final String topic;
  private final Delivery delivery;
  private final ScoreEncoder encoder = new ScoreEncoder();

  /** An observation brings about scores of one series, one for each step. */
  private @Nullable SeriesId lastSeries;

  private byte[] lastKey = {};

  public ScorePublisher(String topic, Delivery delivery) {
    this.topic = topic;
    this.delivery = delivery;
  }

  @Override
  public void accept(Score score) {
    if (!score.series().equals(lastSeries)) {
      lastSeries = score.series();
      lastKey = lastSeries.value().getBytes(StandardCharsets.UTF_8);
    }
    delivery.send(new ProducerRecord<>(topic, lastKey, encoder.encode(score)), Receipt.NONE, 0);
  }
}
