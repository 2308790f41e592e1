package dev.foretick.stream.consume;

import dev.foretick.common.series.EpochNanos;
import dev.foretick.stream.config.LateRule;
import dev.foretick.stream.metrics.LoopMetrics;
import dev.foretick.stream.publish.DeadLetters;
import dev.foretick.stream.publish.RefusedObservationException;
import dev.foretick.stream.state.Arrivals;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the observations that changed nothing, tells of them, and puts some aside as dead letters.
 */
final class RefusedRecords {
  private final DeadLetters deadLetters;
  private final LoopMetrics metrics;
  private final SetAsideLog setAside;
  private final EventTime eventTime;

  RefusedRecords(
      DeadLetters deadLetters, LoopMetrics metrics, SetAsideLog setAside, EventTime eventTime) {
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.setAside = setAside;
    this.eventTime = eventTime;
  }

  /** Tells what became of the observations of a part of a poll. */
  void tell(Arrivals arrivals, int from, int until, ConsumerRecords<byte[], byte[]> records) {
    for (int row = from; arrivals.refused() > 0 && row < until; row++) {
      if (!arrivals.isReplayed(row)) {
        tell(arrivals, row, records);
      }
    }
  }

  private void tell(Arrivals arrivals, int row, ConsumerRecords<byte[], byte[]> records) {
    switch (arrivals.outcome(row)) {
      case TAKEN, REVISED, KNOWN -> {}
      case DUPLICATE -> metrics.duplicate();
      case OFF_SESSION -> metrics.offSession();
      case LATE -> {
        metrics.late();
        long time = arrivals.time(row);
        setAside.late(
            arrivals.partition(row), arrivals.offset(row), () -> "an observation of " + text(time));
        if (eventTime.late() == LateRule.DEAD_LETTER) {
          putAside(arrivals, row, records, "one that is not late");
        }
      }
      case AHEAD ->
          refuse(
              arrivals,
              row,
              records,
              "at most %s ahead of the wall clock".formatted(eventTime.maxAhead().orElseThrow()));
      case NO_TICK ->
          refuse(
              arrivals,
              row,
              records,
              "with a finite price, a size >= 0, in the years 1680 to 2259");
    }
  }

  private void refuse(
      Arrivals arrivals, int row, ConsumerRecords<byte[], byte[]> records, String expected) {
    RuntimeException reason = putAside(arrivals, row, records, expected);
    setAside.dead(
        arrivals.partition(row), arrivals.offset(row), () -> String.valueOf(reason.getMessage()));
  }

  private RuntimeException putAside(
      Arrivals arrivals, int row, ConsumerRecords<byte[], byte[]> records, String expected) {
    metrics.dead();
    RuntimeException reason =
        new RefusedObservationException("observation", text(arrivals.time(row)), expected);
    deadLetters.send(record(records, arrivals.partition(row), arrivals.offset(row)), reason);
    return reason;
  }

  private static String text(long epochNanos) {
    return EpochNanos.toInstant(epochNanos).toString();
  }

  /** Finds a record by its offset, which rises within a partition. */
  private static ConsumerRecord<byte[], byte[]> record(
      ConsumerRecords<byte[], byte[]> records, int partition, long offset) {
    TopicPartition wanted =
        records.partitions().stream()
            .filter(candidate -> candidate.partition() == partition)
            .findAny()
            .orElseThrow();
    List<ConsumerRecord<byte[], byte[]>> of = records.records(wanted);
    int from = 0;
    int to = of.size() - 1;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (of.get(middle).offset() < offset) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return of.get(from);
  }
}
