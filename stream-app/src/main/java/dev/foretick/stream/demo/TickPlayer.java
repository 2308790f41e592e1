package dev.foretick.stream.demo;

import dev.foretick.stream.feed.Pace;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Plays recorded ticks into a topic at the pace of the recording, so many times faster. Event time
 * stays as recorded; the record's timestamp is now.
 */
final class TickPlayer implements AutoCloseable {
  private static final Duration LEAD_IN_PAUSE = Duration.ofMillis(3);

  private final MarketTicks ticks;
  private final int start;
  private final int first;
  private final double speedUp;
  private final String topic;
  private final KafkaProducer<String, byte[]> producer;
  private final AtomicLongArray sentNanos;
  private final Thread thread = new Thread(this::play, "demo-ticks");
  private volatile int next;
  private volatile boolean stopped;

  /**
   * Connects to the broker.
   *
   * @param leadIn how many ticks before {@code first} come in {@link #leadIn()}
   * @param first the tick that {@link #start()} begins with
   */
  TickPlayer(
      MarketTicks ticks,
      int leadIn,
      int first,
      double speedUp,
      String topic,
      String bootstrapServers) {
    this.ticks = ticks;
    this.start = first - leadIn;
    this.first = first;
    this.speedUp = speedUp;
    this.topic = topic;
    this.next = start;
    this.sentNanos = new AtomicLongArray(ticks.count());
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** Sends the ticks before the first at an even pace, and returns when the broker has them. */
  void leadIn() {
    for (int index = start; index < first && !stopped; index++) {
      send(index);
      LockSupport.parkNanos(LEAD_IN_PAUSE.toNanos());
    }
    producer.flush();
  }

  /** Plays on a thread of its own from the first tick on. */
  void start() {
    thread.start();
  }

  /** How many ticks have gone out. */
  int sent() {
    return next - start;
  }

  /** {@link System#nanoTime} at which a tick went out. */
  long sentNanos(int index) {
    return sentNanos.get(index);
  }

  /** Whether the recording has ended or was stopped. */
  boolean isOver() {
    return !thread.isAlive();
  }

  /** Stops after the tick at hand, and returns when the broker has every one. */
  void finish() {
    stopped = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.flush();
  }

  @Override
  public void close() {
    finish();
    producer.close();
  }

  private void play() {
    Pace pace = Pace.recorded(speedUp);
    long startNanos = System.nanoTime();
    for (int index = first; index < ticks.count() && !stopped; index++) {
      long offset = pace.dueNanos(index - first, ticks.time(index));
      while (!stopped && System.nanoTime() - startNanos < offset) {
        LockSupport.parkNanos(offset - (System.nanoTime() - startNanos));
      }
      if (!stopped) {
        send(index);
      }
    }
  }

  private void send(int index) {
    sentNanos.set(index, System.nanoTime());
    var unused =
        producer.send(
            new ProducerRecord<>(topic, MarketTicks.SERIES.toString(), ticks.json(index)));
    next = index + 1;
  }
}
