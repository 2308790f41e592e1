package dev.foretick.stream.bench;

import dev.foretick.stream.topics.TopicLeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics of a bench and takes them away again. */
final class BenchTopics implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BenchTopics.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Forecasts have been read long before so many bytes of a partition are behind them. */
  private static final Map<String, String> SHORT =
      Map.of(
          TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(256 << 20),
          TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(512 << 20),
          TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, "1000");

  private final Admin admin;
  private final String brokers;
  private final int partitions;
  private final boolean shared;
  private final List<String> made = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();

  /**
   * Connects.
   *
   * @param connection what it takes to reach the broker
   * @param partitions of each topic
   * @param shared whether the broker goes on after the bench
   */
  BenchTopics(Map<String, String> connection, int partitions, boolean shared) {
    this.brokers = String.valueOf(connection.get("bootstrap.servers"));
    this.admin = connect(connection);
    this.partitions = partitions;
    this.shared = shared;
  }

  /** Makes a topic whose records all stay. */
  void create(String name) {
    create(new NewTopic(name, Optional.of(partitions), Optional.empty()));
  }

  /** Makes a topic that forgets what was read long ago. */
  void createShort(String name) {
    create(new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(SHORT));
  }

  /** A topic that a server makes goes with the others. */
  void deleteAtEnd(String name) {
    made.add(name);
  }

  /** The offset after the last record of each partition. */
  long[] ends(String topic) {
    Map<TopicPartition, OffsetSpec> question = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      question.put(new TopicPartition(topic, partition), OffsetSpec.latest());
    }
    Map<TopicPartition, ListOffsetsResultInfo> answer = await(admin.listOffsets(question).all());
    long[] ends = new long[partitions];
    answer.forEach((partition, end) -> ends[partition.partition()] = end.offset());
    return ends;
  }

  /** The group of a server goes with its topics. */
  void deleteGroupAtEnd(String group) {
    groups.add(group);
  }

  @Override
  public void close() {
    try (admin) {
      if (shared && !made.isEmpty()) {
        await(admin.deleteTopics(made).all());
        await(admin.deleteConsumerGroups(groups).all());
      }
    } catch (BenchFailedException e) {
      log.warn("Topics {} and groups {} may be left: {}", made, groups, e.getMessage());
    }
  }

  private Admin connect(Map<String, String> connection) {
    Admin connected;
    try {
      connected = Admin.create(new HashMap<>(connection));
    } catch (KafkaException e) {
      throw new BenchFailedException(
          "--bootstrap-servers: %s: %s (expected: host:port of a Kafka broker)"
              .formatted(
                  brokers, e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    }
    try {
      await(connected.describeCluster().clusterId());
    } catch (BenchFailedException e) {
      connected.close(Duration.ZERO);
      throw e;
    }
    return connected;
  }

  private void create(NewTopic topic) {
    await(admin.createTopics(List.of(topic)).all());
    made.add(topic.name());
    try {
      TopicLeaders.await(admin, Map.of(topic.name(), partitions), PATIENCE);
    } catch (ExecutionException | TimeoutException e) {
      throw unanswered(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(e);
    }
  }

  private <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw unanswered(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered(e);
    }
  }

  private BenchFailedException unanswered(Exception reason) {
    String why =
        reason instanceof TimeoutException
            ? "no answer within %d s".formatted(PATIENCE.toSeconds())
            : String.valueOf(reason.getCause() == null ? reason : reason.getCause());
    return new BenchFailedException(
        "--bootstrap-servers: %s: %s (expected: a Kafka broker that lets topics be made)"
            .formatted(brokers, why),
        reason);
  }
}
