package dev.foretick.stream.publish;

import dev.foretick.common.series.Score;
import dev.foretick.common.wire.ScoreCodec;
import dev.foretick.stream.score.ScoreSink;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes scores, keyed by series. */
public final class ScorePublisher implements ScoreSink {
  private final String topic;
  private final Delivery delivery;
  private final ScoreCodec codec = new ScoreCodec();

  public ScorePublisher(String topic, Delivery delivery) {
    this.topic = topic;
    this.delivery = delivery;
  }

  @Override
  public void accept(Score score) {
    byte[] key = score.series().value().getBytes(StandardCharsets.UTF_8);
    delivery.send(new ProducerRecord<>(topic, key, codec.encode(score)), Receipt.NONE, 0);
  }
}
