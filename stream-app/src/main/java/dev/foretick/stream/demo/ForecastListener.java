package dev.foretick.stream.demo;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.wire.ForecastDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;
import org.HdrHistogram.SynchronizedHistogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the forecasts as any consumer would, and counts: how many came, which came twice, how long
 * each took since its tick was sent.
 */
final class ForecastListener implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long MAX_LATENCY_NANOS = Duration.ofMinutes(5).toNanos();

  private final MarketTicks ticks;
  private final IntToLongFunction sentNanos;
  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ForecastDecoder decoder = new ForecastDecoder();
  private final boolean[] seen;
  private final SynchronizedHistogram latency = new SynchronizedHistogram(MAX_LATENCY_NANOS, 3);
  private final Thread thread = new Thread(this::listen, "demo-forecasts");
  private volatile Optional<Forecast> latest = Optional.empty();
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger doubled = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * Listens from {@link #start}.
   *
   * @param sentNanos {@link System#nanoTime} at which a tick went out
   */
  ForecastListener(
      MarketTicks ticks, IntToLongFunction sentNanos, String topic, String bootstrapServers) {
    this.ticks = ticks;
    this.sentNanos = sentNanos;
    this.topic = topic;
    this.seen = new boolean[ticks.count()];
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.GROUP_ID_CONFIG,
            "foretick-demo-view",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest");
    this.consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  void start() {
    thread.start();
  }

  /** Ticks that got a forecast. */
  int received() {
    return received.get();
  }

  /** Forecasts beyond the first of a tick. */
  int doubled() {
    return doubled.get();
  }

  Optional<Forecast> latest() {
    return latest;
  }

  /**
   * From a tick's sending to its forecast's arrival, which this share of forecasts stayed within.
   */
  Duration latency(double percent) {
    return Duration.ofNanos(latency.getValueAtPercentile(percent));
  }

  /** Forgets the latencies so far. */
  void resetLatency() {
    latency.reset();
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

  private void listen() {
    try (consumer) {
      consumer.subscribe(List.of(topic));
      while (!stopped) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          count(decoder.decode(record.value()), System.nanoTime());
        }
      }
    } catch (WakeupException e) {
      // Only close() wakes it up.
      stopped = true;
    }
  }

  private void count(Forecast forecast, long nowNanos) {
    int index = ticks.indexOf(forecast.cutoff());
    if (index < 0) {
      return;
    }
    if (seen[index]) {
      doubled.incrementAndGet();
      return;
    }
    seen[index] = true;
    latency.recordValue(Math.min(MAX_LATENCY_NANOS, nowNanos - sentNanos.applyAsLong(index)));
    latest = Optional.of(forecast);
    received.incrementAndGet();
  }
}
