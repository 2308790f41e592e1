package dev.foretick.stream.app;

import dev.foretick.stream.consume.GroupStart;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Asks the broker what a group has done so far. */
final class GroupHistory {
  private final Admin admin;
  private final BrokerAnswers answers;

  GroupHistory(Admin admin, BrokerAnswers answers) {
    this.admin = admin;
    this.answers = answers;
  }

  /**
   * What there is before this server joins the group.
   *
   * @param partitions how many the topic has
   * @throws ServerException if the broker does not answer
   */
  GroupStart of(String group, String topic, int partitions) {
    try {
      boolean hasCommitted =
          answers
              .await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
              .entrySet()
              .stream()
              .anyMatch(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null);
      return new GroupStart(partitions, hasCommitted);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return new GroupStart(partitions, false);
      }
      throw answers.unanswered(e);
    }
  }
}
