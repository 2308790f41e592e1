package dev.foretick.stream.app;

import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.ServeConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes Kafka's clients: what the user says counts, then what the loop needs, then Kafka's
 * defaults.
 */
final class KafkaClients {
  /** Leaves it to the broker, not to the client, which records are too large. */
  private static final int MAX_REQUEST_BYTES = 16 << 20;

  /**
   * Holds a hundred forecasts of a dozen steps. Kafka's default holds eight: each batch costs the
   * client buffers for compression and the broker a check.
   */
  private static final int BATCH_BYTES = 256 << 10;

  /**
   * How long a forecast waits for others to share a request with, in milliseconds. Kafka's default
   * is 5, which eases the load of the broker and shows in every latency.
   */
  private static final int LINGER_MILLIS = 2;

  /**
   * Leaves the size of socket buffers to the operating system, which lets them grow. Kafka's own
   * defaults, 64 and 128 kB, hold less than one batch: what does not fit is dropped and sent again,
   * after 200 ms.
   */
  private static final Map<String, String> SOCKET_BUFFERS =
      Map.of(
          CommonClientConfigs.RECEIVE_BUFFER_CONFIG, "-1",
          CommonClientConfigs.SEND_BUFFER_CONFIG, "-1");

  /** Names that no two clients may share. */
  private static final List<String> OWN_NAMES =
      List.of(CommonClientConfigs.CLIENT_ID_CONFIG, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);

  private final ServeConfig config;
  private final Map<String, String> properties;
  private final String groupId;
  private final int loops;
  private final int maxPollRecords;

  KafkaClients(ServeConfig config) {
    this.config = config;
    this.properties = config.kafka();
    this.groupId = config.groupId();
    this.loops = config.threads();
    this.maxPollRecords = config.emit().pollRecords();
  }

  /**
   * A consumer that shares the input topic's partitions.
   *
   * @param loop its number, from 1
   */
  Consumer<byte[], byte[]> consumer(int loop) {
    Map<String, Object> all = consumerProperties();
    nameApart(all, loop);
    return open(
        () -> new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /**
   * A producer.
   *
   * @param loop its number, from 1
   */
  Producer<byte[], byte[]> producer(int loop) {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    all.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    all.putAll(SOCKET_BUFFERS);
    all.putAll(properties);
    nameApart(all, loop);
    return open(
        () -> new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  Admin admin() {
    return open(() -> Admin.create(new HashMap<>(properties)));
  }

  /** The most records of one poll. */
  int maxPollRecords() {
    return number(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
  }

  /** How long the group waits for a member that does not poll, in milliseconds. */
  int maxPollIntervalMillis() {
    return number(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
  }

  /** Whether a group that has never committed starts at the end of the log. */
  boolean startsAtEnd() {
    return "latest".equals(consumerProperties().get(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG));
  }

  private Map<String, Object> consumerProperties() {
    Map<String, Object> all = new HashMap<>();
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
    all.putAll(SOCKET_BUFFERS);
    if (!"consumer".equalsIgnoreCase(properties.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
      all.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
    }
    all.putAll(properties);
    all.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    return all;
  }

  private void nameApart(Map<String, Object> all, int loop) {
    if (loops > 1) {
      OWN_NAMES.forEach(name -> all.computeIfPresent(name, (key, own) -> own + "-" + loop));
    }
  }

  /** The client names the property that it does not like, somewhere down its chain of causes. */
  private <T> T open(Supplier<T> client) {
    try {
      return client.get();
    } catch (KafkaException e) {
      Throwable reason = e;
      while (reason.getCause() != null) {
        reason = reason.getCause();
      }
      throw new ConfigException(List.of(complaint(String.valueOf(reason.getMessage()))));
    }
  }

  private String complaint(String reason) {
    // The client quotes what it could not read, which may be a part of a password.
    return reason.contains("JAAS config")
        ? "kafka.sasl.jaas.config: cannot be read (expected: <login module> required <option>=\"<value>\" …;)"
        : "kafka: " + config.redacted(reason);
  }

  private int number(String name, int fallback) {
    String text = properties.get(name);
    try {
      return text == null ? fallback : Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      // The client that gets it says what is wrong with it.
      return fallback;
    }
  }
}
