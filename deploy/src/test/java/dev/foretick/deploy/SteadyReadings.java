package dev.foretick.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Readings of a few pumps, many a second, until it is closed. Now and then there is one that is no
 * reading, one that comes too late and one that comes twice.
 */
final class SteadyReadings implements AutoCloseable {
  static final List<String> PUMPS = List.of("pump-1", "pump-2", "pump-3");

  private static final long FIRST_SECOND = 1_800_000_000L;
  private static final long HOUR = 3_600;

  private final String topic;
  private final KafkaProducer<String, String> producer;
  private final Thread thread = new Thread(this::run, "readings");
  private volatile boolean stopped;

  SteadyReadings(String bootstrapServers, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringSerializer(),
            new StringSerializer());
    thread.start();
  }

  /** Writes what a model of such readings can be trained on. */
  static Path csv(Path file) throws IOException {
    StringBuilder csv = new StringBuilder("time,pressure\n");
    for (long hour = 0; hour < 1_200; hour++) {
      csv.append(1_700_000_000L + hour * HOUR).append(',').append(pressure(hour)).append('\n');
    }
    return Files.writeString(file, csv);
  }

  @Override
  public void close() {
    stopped = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
  }

  private void run() {
    for (long hour = 0; !stopped; hour++) {
      for (String pump : PUMPS) {
        send(pump, reading(hour));
      }
      if (hour % 10 == 9) {
        send("pump-1", "{oops");
        send("pump-2", reading(hour - 5));
        send("pump-3", reading(hour));
      }
      pause();
    }
  }

  private void send(String pump, String value) {
    var unused = producer.send(new ProducerRecord<>(topic, pump, value));
  }

  private static String reading(long hour) {
    return "{\"time\":%d,\"pressure\":%s}".formatted(FIRST_SECOND + hour * HOUR, pressure(hour));
  }

  /** A daily rhythm with a smaller one on top. */
  private static double pressure(long hour) {
    return 100 + 10 * Math.sin(2 * Math.PI * hour / 24) + 2 * Math.sin(2 * Math.PI * hour / 7);
  }

  private void pause() {
    try {
      Thread.sleep(30);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }
}
