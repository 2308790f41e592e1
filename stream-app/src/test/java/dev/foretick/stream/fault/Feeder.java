package dev.foretick.stream.fault;

import dev.foretick.stream.testing.TestTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Random walks of many series, sent at a rate, whatever happens to the broker. It knows where in
 * the log each observation stands.
 */
final class Feeder implements AutoCloseable {
  private static final Duration PERIOD = Duration.ofMillis(10);

  /** Nothing is lost, doubled or put out of order, and new partitions are soon found. */
  private static final Map<String, Object> SURE =
      Map.of(
          "metadata.max.age.ms", 1_000,
          "acks", "all",
          "enable.idempotence", true,
          "max.in.flight.requests.per.connection", 1,
          "delivery.timeout.ms", 120_000,
          "request.timeout.ms", 30_000,
          "max.block.ms", 120_000);

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final int perSecond;
  private final Random random;
  private final long[] seconds;
  private final double[] prices;
  private final List<Observed> acknowledged = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "feeder");
  private volatile boolean stopped;
  private volatile @Nullable Exception failure;

  private Feeder(String bootstrapServers, String topic, int series, int perSecond, long seed) {
    Map<String, Object> properties = new HashMap<>(SURE);
    properties.put("bootstrap.servers", bootstrapServers);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
    this.perSecond = perSecond;
    this.random = new Random(seed);
    this.seconds = new long[series];
    this.prices = random.doubles(series, 50, 150).toArray();
  }

  /** Starts to feed at once. */
  static Feeder start(String bootstrapServers, String topic, int series, int perSecond, long seed) {
    Feeder feeder = new Feeder(bootstrapServers, topic, series, perSecond, seed);
    feeder.thread.start();
    return feeder;
  }

  /**
   * Stops, and gives all that was fed in the order in which Kafka took it.
   *
   * @throws AssertionError if Kafka did not take something: then the test says nothing
   */
  List<Observed> stop() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw Interruption.of(e);
    }
    producer.flush();
    if (failure != null) {
      throw new AssertionError("an observation was not taken", failure);
    }
    synchronized (acknowledged) {
      return List.copyOf(acknowledged);
    }
  }

  @Override
  public void close() {
    stopped = true;
    producer.close(Duration.ZERO);
  }

  private void run() {
    long start = System.nanoTime();
    long sent = 0;
    while (!stopped && failure == null) {
      long due = (System.nanoTime() - start) * perSecond / 1_000_000_000;
      try {
        for (; sent < due; sent++) {
          send(random.nextInt(prices.length));
        }
      } catch (RuntimeException e) {
        failure = e;
      }
      Patience.pause(PERIOD);
    }
  }

  private void send(int series) {
    String name = "s" + series;
    long second = seconds[series]++;
    prices[series] = Math.max(1, prices[series] + 0.5 * random.nextGaussian());
    double price = prices[series];
    byte[] value = TestTopics.bytes(TestTopics.tickJson(second, price));
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic, TestTopics.bytes(name), value),
            (metadata, reason) -> {
              if (reason != null) {
                failure = reason;
                return;
              }
              Place place = new Place(metadata.partition(), metadata.offset());
              synchronized (acknowledged) {
                acknowledged.add(new Observed(name, second, price, place));
              }
            });
  }
}
