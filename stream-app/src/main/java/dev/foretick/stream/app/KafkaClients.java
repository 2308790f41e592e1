package dev.foretick.stream.app;

import dev.foretick.stream.config.ConfigException;
import dev.foretick.stream.config.DeliveryMode;
import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.consume.OffsetReset;
import java.time.Duration;
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

  private static final String READ_COMMITTED = "read_committed";

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

  /**
   * After which the broker aborts a transaction. Readers wait as long behind one that a process
   * left open which never comes back.
   */
  private static final int TRANSACTION_MILLIS = 15_000;

  /** Between two tries of a transaction's requests; each takes several, and Kafka's default 100. */
  private static final int TRANSACTION_RETRY_MILLIS = 5;

  /** A poll of the reader of windows, which has nothing to do with each but to keep it. */
  private static final int WINDOWS_OF_A_POLL = 5_000;

  private final ServeConfig config;
  private final Map<String, String> properties;
  private final String groupId;
  private final String instanceId;
  private final int loops;
  private final int maxPollRecords;

  KafkaClients(ServeConfig config, String instanceId) {
    this.config = config;
    this.properties = config.kafka();
    this.instanceId = instanceId;
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
    if (!isConsumerProtocol()) {
      // With Kafka's newer protocol the broker would refuse a restarted member until the one that
      // died times out.
      all.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, loopId(loop));
    }
    // The loop resets by itself.
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return open(
        () -> new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /**
   * A consumer that reads windows back, and belongs to no group.
   *
   * @param loop its number, from 1
   */
  Consumer<byte[], byte[]> windowsConsumer(int loop) {
    Map<String, Object> all = new HashMap<>(SOCKET_BUFFERS);
    all.putAll(properties);
    nameApart(all, loop);
    all.computeIfPresent(CommonClientConfigs.CLIENT_ID_CONFIG, (key, own) -> own + "-windows");
    List.of(
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG)
        .forEach(all::remove);
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, WINDOWS_OF_A_POLL);
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED);
    return open(
        () -> new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  /**
   * A producer without transactions.
   *
   * @param loop its number, from 1
   */
  Producer<byte[], byte[]> producer(int loop) {
    return producer(producerProperties(loop));
  }

  /**
   * A producer with transactions.
   *
   * @param loop its number, from 1
   */
  Producer<byte[], byte[]> transactionalProducer(int loop) {
    return producer(transactionalProperties(loop));
  }

  private Map<String, Object> transactionalProperties(int loop) {
    Map<String, Object> all = producerProperties(loop);
    all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId(loop));
    all.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
    all.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, TRANSACTION_MILLIS);
    all.putIfAbsent(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, TRANSACTION_RETRY_MILLIS);
    return all;
  }

  /** The name that the broker knows a loop's transactions by. */
  String transactionalId(int loop) {
    return groupId + "-" + loopId(loop);
  }

  /** After which the broker aborts a transaction. */
  Duration transactionTimeout() {
    return Duration.ofMillis(number(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS));
  }

  /** Where a partition starts of which the group has committed nothing. */
  OffsetReset offsetReset() {
    String text = String.valueOf(consumerProperties().get(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG));
    return OffsetReset.parse(text)
        .orElseThrow(
            () ->
                new ConfigException(
                    List.of(
                        "kafka.auto.offset.reset: %s (expected: %s)"
                            .formatted(text, OffsetReset.EXPECTED))));
  }

  /**
   * Whether a consumer could be made, without making one: that would connect.
   *
   * @throws ConfigException if not
   */
  void checkConsumer() {
    Map<String, Object> all = consumerProperties();
    all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    open(() -> new ConsumerConfig(all));
  }

  /**
   * Whether a producer could be made.
   *
   * @throws ConfigException if not
   */
  void checkProducer() {
    Map<String, Object> all =
        config.delivery() == DeliveryMode.EXACTLY_ONCE
            ? transactionalProperties(1)
            : producerProperties(1);
    all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    open(() -> new ProducerConfig(all));
  }

  Admin admin() {
    return open(() -> Admin.create(new HashMap<>(properties)));
  }

  /** The most records of one poll. */
  int maxPollRecords() {
    return number(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
  }

  /** The most bytes of a message that the producers take. */
  int maxRequestBytes() {
    return number(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
  }

  /** How long the group waits for a member that does not poll, in milliseconds. */
  int maxPollIntervalMillis() {
    return number(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
  }

  private Map<String, Object> consumerProperties() {
    Map<String, Object> all = new HashMap<>();
    all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
    all.putAll(SOCKET_BUFFERS);
    if (!isConsumerProtocol()) {
      all.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
    }
    all.putAll(properties);
    all.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, READ_COMMITTED);
    return all;
  }

  private Map<String, Object> producerProperties(int loop) {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    all.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
    all.putAll(SOCKET_BUFFERS);
    all.putAll(properties);
    nameApart(all, loop);
    return all;
  }

  private Producer<byte[], byte[]> producer(Map<String, Object> all) {
    return open(
        () -> new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  private boolean isConsumerProtocol() {
    return "consumer".equalsIgnoreCase(properties.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG));
  }

  private String loopId(int loop) {
    return instanceId + "-" + loop;
  }

  /** No two clients may share a name. */
  private void nameApart(Map<String, Object> all, int loop) {
    if (loops > 1) {
      all.computeIfPresent(CommonClientConfigs.CLIENT_ID_CONFIG, (key, own) -> own + "-" + loop);
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
