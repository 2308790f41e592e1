package dev.foretick.stream.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends ticks to a topic, the series taking turns, each tick later than the one before. */
final class TickSender implements AutoCloseable {
  private static final int BATCH_BYTES = 64 << 10;

  private final RandomWalks walks;
  private final TickCounts counts;
  private final KafkaProducer<byte[], byte[]> producer;
  private final AtomicLong failed = new AtomicLong();
  private final Callback count =
      (metadata, failure) -> {
        if (failure != null) {
          failed.incrementAndGet();
        }
      };
  private long lastNanos;
  private int turn;

  /**
   * Connects.
   *
   * @param counts what it sends
   * @param connection what it takes to reach the broker
   * @param lingerMillis how long the producer waits for more ticks to send along
   */
  TickSender(
      RandomWalks walks, TickCounts counts, Map<String, String> connection, int lingerMillis) {
    this.walks = walks;
    this.counts = counts;
    Map<String, Object> settings = new HashMap<>(connection);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    this.producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Sends a tick of the series whose turn it is, as of a moment. */
  void sendNext(String topic, long epochNanos) {
    send(topic, turn, epochNanos);
    turn = turn + 1 == walks.series() ? 0 : turn + 1;
  }

  /** Sends a tick of a series. */
  void send(String topic, int series, long epochNanos) {
    lastNanos = Math.max(lastNanos + 1, epochNanos);
    counts.add(topic, series);
    // The callback hears of a failure.
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic, walks.key(series), walks.next(series, lastNanos)), count);
  }

  /** Waits until the broker has answered for each tick. */
  void flush() {
    producer.flush();
  }

  /** Ticks that the broker did not take. */
  long failed() {
    return failed.get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
