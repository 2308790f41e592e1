package dev.foretick.stream.testing;

import dev.foretick.common.series.Forecast;
import dev.foretick.common.wire.ForecastDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes and reads topics of a real broker as any client would. */
public final class TestTopics implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, Object> properties;
  private final KafkaProducer<byte[], byte[]> producer;
  private final ForecastDecoder decoder = new ForecastDecoder();

  public TestTopics(String bootstrapServers) {
    this(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** A client that says more than where the broker is. */
  public TestTopics(Map<String, String> client) {
    Map<String, Object> all = new HashMap<>(client);
    all.put("isolation.level", "read_committed");
    this.properties = Map.copyOf(all);
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A price of a series at a second of event time. */
  public void tick(String topic, String series, long second, double price) {
    send(topic, series, tickJson(second, price));
  }

  public static String tickJson(long second, double price) {
    return "{\"ts\":%d,\"price\":%s}".formatted(second, price);
  }

  public void send(String topic, @Nullable String key, String value) {
    send(new ProducerRecord<>(topic, key == null ? null : bytes(key), bytes(value)));
  }

  public void send(ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> unused = producer.send(record);
  }

  public void flush() {
    producer.flush();
  }

  /** The first so many records of a topic, all partitions, each in order; waits for them. */
  public List<ConsumerRecord<byte[], byte[]>> read(String topic, int count) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      // A little longer, so that one too many is seen as well.
      consumer.poll(Duration.ofMillis(300)).forEach(records::add);
    }
    return records;
  }

  /** Every record of a topic that a reader of committed records sees. */
  public List<ConsumerRecord<byte[], byte[]>> readCommitted(String topic) throws Exception {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    readCommitted(topic, records::add);
    return records;
  }

  /**
   * Shows every record of a topic that a reader of committed records sees, all partitions, each in
   * order; waits for transactions that are still open.
   */
  public void readCommitted(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader)
      throws Exception {
    Map<String, Object> committed = new HashMap<>(properties);
    committed.put("isolation.level", "read_committed");
    Map<Integer, Long> ends = ends(topic);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(committed, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          ends.keySet().stream().map(number -> new TopicPartition(topic, number)).toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each.partition(), 0L))) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(topic + ": cannot be read to its end " + ends);
        }
        consumer.poll(Duration.ofMillis(100)).forEach(reader);
      }
    }
  }

  /** Where each partition of a topic ends, open transactions included. */
  public Map<Integer, Long> ends(String topic) throws Exception {
    try (Admin admin = Admin.create(properties)) {
      Map<TopicPartition, OffsetSpec> latest =
          admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
              .flatMap(description -> description.partitions().stream())
              .collect(
                  Collectors.toMap(
                      info -> new TopicPartition(topic, info.partition()),
                      info -> OffsetSpec.latest()));
      Map<Integer, Long> ends = new HashMap<>();
      admin
          .listOffsets(latest)
          .all()
          .get()
          .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
      return ends;
    }
  }

  /** Which partitions of a topic each client of a group has, by its member id. */
  public Map<String, Set<Integer>> assignments(String group, String topic) throws Exception {
    Map<String, Set<Integer>> assignments = new HashMap<>();
    try (Admin admin = Admin.create(properties)) {
      admin
          .describeConsumerGroups(List.of(group))
          .all()
          .get()
          .values()
          .forEach(
              description ->
                  description
                      .members()
                      .forEach(
                          member ->
                              assignments.put(
                                  member.consumerId(),
                                  member.assignment().topicPartitions().stream()
                                      .filter(partition -> partition.topic().equals(topic))
                                      .map(TopicPartition::partition)
                                      .collect(Collectors.toSet()))));
    }
    return assignments;
  }

  public boolean exists(String topic) throws Exception {
    try (Admin admin = Admin.create(properties)) {
      return admin.listTopics().names().get().contains(topic);
    }
  }

  /** How many committed records a topic has. */
  public long size(String topic) {
    long size = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(of -> consumer.position(of) < ends.getOrDefault(of, 0L))) {
        size += consumer.poll(Duration.ofMillis(100)).count();
      }
    }
    return size;
  }

  /** The first so many forecasts of a topic by series. */
  public Map<String, List<Forecast>> forecasts(String topic, int count) {
    return read(topic, count).stream()
        .map(record -> decoder.decode(record.value()))
        .collect(Collectors.groupingBy(forecast -> forecast.series().value()));
  }

  /** What a group has committed for a topic, by partition. */
  public Map<Integer, Long> committed(String group, String topic) throws Exception {
    try (Admin admin = Admin.create(properties)) {
      return admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get()
          .entrySet()
          .stream()
          .filter(entry -> entry.getKey().topic().equals(topic))
          .collect(
              Collectors.toMap(
                  entry -> entry.getKey().partition(), entry -> entry.getValue().offset()));
    }
  }

  /** How many members a group has. */
  public int members(String group) throws Exception {
    try (Admin admin = Admin.create(properties)) {
      return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
          .mapToInt(description -> description.members().size())
          .sum();
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
