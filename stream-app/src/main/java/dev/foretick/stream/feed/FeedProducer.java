package dev.foretick.stream.feed;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the producer: idempotent, so that a retry neither doubles a record nor reorders it. */
public final class FeedProducer {
  private static final String LINGER_MILLIS = "5";

  private FeedProducer() {}

  /**
   * Connects.
   *
   * @param properties of the client, which count before what is set here
   * @param live whether a record that comes is to go at once
   */
  public static Producer<byte[], byte[]> open(Map<String, String> properties, boolean live) {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.LINGER_MS_CONFIG, live ? "0" : LINGER_MILLIS);
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    // As large as the operating system likes: Kafka's default holds less than a batch.
    all.put(ProducerConfig.SEND_BUFFER_CONFIG, "-1");
    all.put(ProducerConfig.RECEIVE_BUFFER_CONFIG, "-1");
    all.putAll(properties);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
