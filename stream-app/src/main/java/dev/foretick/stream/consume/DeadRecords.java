package dev.foretick.stream.consume;

import dev.foretick.common.wire.MalformedRecordException;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.publish.DeadLetters;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The records of a poll that are no observations, until the part of it that they stand in is
 * delivered: a letter goes with the offset behind its record. The loop's thread owns it.
 */
final class DeadRecords {
  private final DeadLetters deadLetters;
  private final LoopMetrics metrics;
  private final SetAsideLog setAside;
  private final Deque<Dead> waiting = new ArrayDeque<>();

  /** Stands before the observation of this row, behind the one before. */
  private record Dead(
      int row,
      ConsumerRecord<byte[], byte[]> record,
      boolean isReplayed,
      MalformedRecordException reason) {}

  DeadRecords(DeadLetters deadLetters, LoopMetrics metrics, SetAsideLog setAside) {
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.setAside = setAside;
  }

  /** Forgets those of a poll that did not come to its end. */
  void clear() {
    waiting.clear();
  }

  /**
   * Takes in the next one.
   *
   * @param row of the first observation behind it
   * @param isReplayed whether it was put aside before
   */
  void add(
      int row,
      ConsumerRecord<byte[], byte[]> record,
      boolean isReplayed,
      MalformedRecordException reason) {
    waiting.addLast(new Dead(row, record, isReplayed, reason));
  }

  /** Puts those aside that stand before the observation of a row and are not put aside yet. */
  void putAsideBefore(int row) {
    while (!waiting.isEmpty() && waiting.getFirst().row <= row) {
      putAside(waiting.removeFirst());
    }
  }

  private void putAside(Dead dead) {
    if (dead.isReplayed) {
      metrics.replayed(1);
      return;
    }
    ConsumerRecord<byte[], byte[]> record = dead.record;
    MalformedRecordException reason = dead.reason;
    metrics.consumed(1);
    metrics.dead();
    deadLetters.send(record, reason);
    setAside.dead(record.partition(), record.offset(), () -> String.valueOf(reason.getMessage()));
  }
}
