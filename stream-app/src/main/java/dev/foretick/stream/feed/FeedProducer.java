package dev.foretick.stream.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes the producer: idempotent, so that a retry neither doubles a record nor reorders it. */
public final class FeedProducer {
  private static final String LINGER_MILLIS = "5";

  /**
   * A producer that has no room, or does not know where the topic is, holds up whoever sends. That
   * one wants to look up now and then, and decides itself how long to try.
   */
  private static final String BLOCK_MILLIS = "200";

  /** Kafka's own. */
  private static final long DELIVERY_MILLIS = 120_000;

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
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * How long a record may take.
   *
   * @param properties that {@link #open} took
   */
  public static Duration patience(Map<String, String> properties) {
    String stated = properties.get(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG);
    return Duration.ofMillis(stated == null ? DELIVERY_MILLIS : Long.parseLong(stated.strip()));
  }
}
