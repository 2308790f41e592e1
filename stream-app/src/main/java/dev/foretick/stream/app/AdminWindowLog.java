package dev.foretick.stream.app;

import dev.foretick.stream.config.ServeConfig;
import dev.foretick.stream.consume.WindowLog;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the broker how far the topic of windows reaches, and gives it more partitions when the input
 * topic was given some. Nothing of it waits; any thread may ask.
 */
final class AdminWindowLog implements WindowLog {
  private static final ListOffsetsOptions UNCOMMITTED_AS_WELL =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

  private final Admin admin;
  private final ServeConfig.Topics topics;

  /** Partitions that are known to be there. */
  private volatile int known;

  AdminWindowLog(Admin admin, ServeConfig.Topics topics) {
    this.admin = admin;
    this.topics = topics;
  }

  @Override
  public CompletionStage<Long> end(int partition) {
    TopicPartition of = new TopicPartition(topics.windows(), partition);
    return present(partition)
        .thenCompose(
            present ->
                admin
                    .listOffsets(Map.of(of, OffsetSpec.latest()), UNCOMMITTED_AS_WELL)
                    .partitionResult(of)
                    .toCompletionStage())
        .thenApply(ListOffsetsResultInfo::offset);
  }

  private CompletionStage<Void> present(int partition) {
    if (partition < known) {
      return CompletableFuture.completedFuture(null);
    }
    return count(topics.windows())
        .thenCompose(
            count -> {
              known = count;
              return partition < count
                  ? CompletableFuture.completedFuture(null)
                  : grow(partition, count);
            });
  }

  private CompletionStage<Void> grow(int partition, int present) {
    return count(topics.input())
        .thenCompose(
            count -> {
              int wanted = Math.max(count, partition + 1);
              return topics.create()
                  ? MorePartitions.give(admin, topics.windows(), wanted)
                  : CompletableFuture.failedFuture(
                      new KafkaException(Topics.tooFewPartitions(topics, present, wanted)));
            });
  }

  private CompletionStage<Integer> count(String topic) {
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .toCompletionStage()
        .thenApply(
            descriptions ->
                descriptions.values().stream()
                    .mapToInt(description -> description.partitions().size())
                    .sum());
  }
}
