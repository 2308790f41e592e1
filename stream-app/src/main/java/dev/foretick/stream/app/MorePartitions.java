package dev.foretick.stream.app;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives a topic more partitions. Several servers may do so at once. */
final class MorePartitions {
  private static final Logger log = LoggerFactory.getLogger(MorePartitions.class);

  private MorePartitions() {}

  /**
   * Asks for so many partitions.
   *
   * @return fails with what the broker says, unless it is that they are there already
   */
  static CompletableFuture<Void> give(Admin admin, String topic, int count) {
    return admin
        .createPartitions(Map.of(topic, NewPartitions.increaseTo(count)))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .thenRun(() -> log.info("{} was given {} partitions", topic, count))
        .exceptionally(
            failure -> {
              if (failure instanceof CompletionException e
                  && e.getCause() instanceof InvalidPartitionsException) {
                log.info("{} was given more partitions by another: {}", topic, e.getMessage());
                return null;
              }
              throw failure instanceof CompletionException e ? e : new CompletionException(failure);
            });
  }
}
