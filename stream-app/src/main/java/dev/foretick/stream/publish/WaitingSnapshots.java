package dev.foretick.stream.publish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots that are sent without a transaction. One may not show a record that the group has not
 * committed: a restart would find the window ahead of the offset, and could not answer what lies
 * between. The loop's thread owns it.
 */
final class WaitingSnapshots {
  /*
   *            take                     the offsets are committed                the batch has arrived
   *   none ────────────▶ waiting ───────────────────────────────────▶ sent in ───────────────────────▶ none
   *
   * One round at a time, of all partitions. Until it has arrived, commits count its windows as not written down. A
   * round takes what is older than half of the records that a restart may read again, so that what becomes due
   * meanwhile stays below the whole.
   */
  private final List<ProducerRecord<byte[], byte[]>> waiting = new ArrayList<>();

  /** The offsets that have to be committed before the snapshots may be sent. */
  private final Map<TopicPartition, Long> awaited = new HashMap<>();

  /** The first offset of each partition that is not written down until the round has arrived. */
  private final Map<TopicPartition, Long> unwritten = new HashMap<>();

  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private @Nullable SentBatch sentIn;

  /** Starts a round at the end of a batch, unless one is under way. */
  void take(Map<TopicPartition, OffsetAndMetadata> offsets, Snapshots snapshots) {
    if (!waiting.isEmpty() || sentIn != null) {
      return;
    }
    offsets.forEach((partition, next) -> take(partition, next, snapshots));
  }

  /** What a commit of {@code next} has to say. */
  OffsetAndMetadata replayable(
      TopicPartition partition, OffsetAndMetadata next, Snapshots snapshots) {
    long first = snapshots.replayFrom(partition, next);
    return ReplayFrom.beside(next, Math.min(first, unwritten.getOrDefault(partition, first)));
  }

  /** The group has committed these offsets. */
  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, next) -> committed.put(partition, next.offset()));
  }

  /** Sends the round with a batch, if the offsets that it waits for are committed. */
  void sendDue(SentBatch with, Consumer<ProducerRecord<byte[], byte[]>> target) {
    boolean due =
        awaited.entrySet().stream()
            .allMatch(entry -> committed.getOrDefault(entry.getKey(), -1L) >= entry.getValue());
    if (waiting.isEmpty() || !due) {
      return;
    }
    waiting.forEach(target);
    waiting.clear();
    awaited.clear();
    sentIn = with;
  }

  /** Every message of a batch has arrived. */
  void arrived(SentBatch batch) {
    if (batch == sentIn) {
      sentIn = null;
      unwritten.clear();
    }
  }

  void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(
        partition -> waiting.removeIf(snapshot -> snapshot.partition() == partition.partition()));
    awaited.keySet().removeAll(partitions);
    unwritten.keySet().removeAll(partitions);
    committed.keySet().removeAll(partitions);
  }

  private void take(TopicPartition partition, OffsetAndMetadata next, Snapshots snapshots) {
    snapshots.writeDue(
        partition,
        next.offset(),
        snapshots.maxReplayRecords() / 2,
        (snapshot, changedAt) -> {
          waiting.add(snapshot);
          awaited.put(partition, next.offset());
          unwritten.merge(partition, changedAt, Math::min);
        });
  }
}
