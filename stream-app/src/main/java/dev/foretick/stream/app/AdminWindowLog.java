package dev.foretick.stream.app;

import dev.foretick.stream.consume.WindowLog;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker how far the topic of windows reaches. Any thread may ask. */
final class AdminWindowLog implements WindowLog {
  private static final ListOffsetsOptions UNCOMMITTED_AS_WELL =
      new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED);

  private final Admin admin;
  private final String topic;

  AdminWindowLog(Admin admin, String topic) {
    this.admin = admin;
    this.topic = topic;
  }

  @Override
  public CompletionStage<Long> end(int partition) {
    TopicPartition of = new TopicPartition(topic, partition);
    return admin
        .listOffsets(Map.of(of, OffsetSpec.latest()), UNCOMMITTED_AS_WELL)
        .partitionResult(of)
        .toCompletionStage()
        .thenApply(ListOffsetsResultInfo::offset);
  }
}
