package dev.foretick.stream.bench;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** Reads all of a topic as a consumer of committed records would. */
final class TopicReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int POLL_RECORDS = 5000;
  private static final int PARTITION_BYTES = 4 << 20;

  private final KafkaConsumer<ByteBuffer, ByteBuffer> consumer;
  private final Taker taker;
  private final Thread thread;
  private volatile Optional<RuntimeException> failure = Optional.empty();
  private volatile boolean stopped;

  /** Takes what is read, on the reader's thread. */
  interface Taker {
    void take(ConsumerRecords<ByteBuffer, ByteBuffer> records);
  }

  /**
   * Connects.
   *
   * @param connection what it takes to reach the broker
   * @param partitions of the topic
   */
  TopicReader(Map<String, String> connection, String topic, int partitions, Taker taker) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
    settings.putAll(connection);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_BYTES);
    this.taker = taker;
    consumer =
        new KafkaConsumer<>(settings, new ByteBufferDeserializer(), new ByteBufferDeserializer());
    List<TopicPartition> all =
        IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(topic, i)).toList();
    consumer.assign(all);
    thread = new Thread(this::read, "bench-" + topic);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Looks after it.
   *
   * @throws BenchFailedException if it cannot read
   */
  void requireReading() {
    if (failure.isPresent()) {
      throw new BenchFailedException("reader: " + failure.get(), failure.get());
    }
  }

  @Override
  public void close() {
    stopped = true;
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try (consumer) {
      while (!stopped) {
        taker.take(consumer.poll(POLL));
      }
    } catch (WakeupException e) {
      stopped = true;
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    }
  }
}
