package dev.foretick.stream.publish;

import dev.foretick.stream.http.LoopHealth;
import dev.foretick.stream.lifecycle.BackOff;
import dev.foretick.stream.lifecycle.StopFlag;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the offsets of a batch after every message of it and of the batches before is
 * acknowledged. After a crash in between, messages are sent again under the same ids: nothing is
 * lost, some things come twice.
 */
public final class AtLeastOnceDelivery implements Delivery {
  /*
   *   open ──commit──▶ under way, oldest first ──all arrived──▶ offsets are due ──▶ committed
   *                      ▲        │ some failed
   *                      └────────┘ pause, send them again
   *
   * The loop goes on with the next batch while the broker writes the last ones down. It waits only when MAX_UNDER_WAY
   * batches have not arrived: that bounds what is held, and what a crash repeats.
   */
  private static final Logger log = LoggerFactory.getLogger(AtLeastOnceDelivery.class);

  private static final int MAX_UNDER_WAY = 3;
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(10);

  /** How long a wait goes on before the loop is heard of again. */
  private static final Duration AWAIT = Duration.ofSeconds(1);

  private final Producer<byte[], byte[]> producer;
  private final LoopHealth health;
  private final StopFlag stop;
  private final BackOff backOff;
  private final OffsetCommits commits;
  private final WaitingSnapshots waiting = new WaitingSnapshots();
  private final Deque<SentBatch> underWay = new ArrayDeque<>();
  private final Deque<SentBatch> spare = new ArrayDeque<>();
  private SentBatch open = new SentBatch();

  /** Whether the oldest batch will never arrive, so that nothing from it on may be committed. */
  private boolean broken;

  /** Whether it was waited for all batches since the stop was requested. */
  private boolean lastSettled;

  /** Whether nothing is to be waited for any more. */
  private volatile boolean closed;

  /**
   * Delivers for one loop.
   *
   * @param commitInterval between two commits at the least
   */
  public AtLeastOnceDelivery(
      Producer<byte[], byte[]> producer,
      Consumer<byte[], byte[]> consumer,
      Duration commitInterval,
      LoopHealth health,
      StopFlag stop) {
    this.producer = producer;
    this.health = health;
    this.stop = stop;
    this.backOff = new BackOff(stop);
    this.commits = new OffsetCommits(consumer, health, commitInterval, waiting::committed);
  }

  /** The producer needs no making ready. */
  @Override
  public void open() {}

  @Override
  public void send(ProducerRecord<byte[], byte[]> record, Receipt receipt, long recordTimestamp) {
    send(record, null, receipt, recordTimestamp);
  }

  @Override
  public void sendOrReplace(
      ProducerRecord<byte[], byte[]> record, ProducerRecord<byte[], byte[]> whenTooLarge) {
    send(record, whenTooLarge, Receipt.NONE, 0);
  }

  @Override
  public void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Snapshots snapshots) {
    offsets.forEach(
        (partition, next) ->
            open.reaches(partition, waiting.replayable(partition, next, snapshots)));
    waiting.take(offsets, snapshots);
    waiting.sendDue(open, snapshot -> send(snapshot, null, Receipt.NONE, 0));
    if (!open.isEmpty()) {
      underWay.addLast(open);
      open = spare.isEmpty() ? new SentBatch() : spare.removeLast();
    }
    collect();
    // At a stop nothing more is sent, and settling waits no longer than it may.
    while (underWay.size() > MAX_UNDER_WAY && !stop.isRequested()) {
      underWay.getFirst().await(AWAIT);
      health.heartbeat();
      collect();
    }
    commits.commit();
    if (underWay.isEmpty() && commits.isIdle()) {
      health.delivering(true, "");
    }
  }

  @Override
  public void settle() {
    if (closed || (stop.isRequested() && lastSettled)) {
      // What did not arrive in that time is answered at the next start.
      return;
    }
    lastSettled = stop.isRequested();
    long deadline = System.nanoTime() + SETTLE_LIMIT.toNanos();
    while (!broken && !underWay.isEmpty() && System.nanoTime() < deadline) {
      underWay.getFirst().await(AWAIT);
      health.heartbeat();
      collect();
    }
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    commits.commitNow(left.compareTo(AWAIT) > 0 ? left : AWAIT);
  }

  @Override
  public void forget(Collection<TopicPartition> partitions) {
    underWay.forEach(batch -> batch.forget(partitions));
    commits.forget(partitions);
    waiting.forget(partitions);
  }

  @Override
  public void close() {
    closed = true;
    producer.close(Duration.ZERO);
  }

  private void send(
      ProducerRecord<byte[], byte[]> record,
      @Nullable ProducerRecord<byte[], byte[]> whenTooLarge,
      Receipt receipt,
      long recordTimestamp) {
    SentMessage message = open.next();
    message.set(record, whenTooLarge, receipt, recordTimestamp);
    send(message);
  }

  private void send(SentMessage message) {
    // Whatever becomes of the message, the callback says so as well.
    Future<RecordMetadata> unused = producer.send(message.record(), message);
  }

  /** Takes the batches that have arrived, oldest first, and sends again what has failed. */
  private void collect() {
    while (!underWay.isEmpty() && underWay.getFirst().isDone()) {
      SentBatch oldest = underWay.getFirst();
      if (oldest.hasFailed()) {
        sendAgain(oldest);
      } else {
        backOff.reset();
        commits.add(oldest.offsets());
        waiting.arrived(oldest);
        oldest.clear();
        spare.addLast(underWay.removeFirst());
      }
    }
  }

  private void sendAgain(SentBatch batch) {
    // Unless the messages go out again, the batch stays a failed one.
    broken = true;
    List<SentMessage> failed = batch.failed();
    boolean tooLarge = true;
    for (SentMessage message : failed) {
      tooLarge &= remedy(message) instanceof RecordTooLargeException;
    }
    if (!tooLarge) {
      String reason = String.valueOf(failed.get(0).failure().orElse(null));
      health.delivering(false, reason);
      log.warn("{} messages are not acknowledged, sending them again: {}", failed.size(), reason);
      backOff.pause();
      if (stop.isRequested()) {
        throw new DeliveryStoppedException(failed.size());
      }
      health.heartbeat();
    }
    for (SentMessage message : failed) {
      batch.again();
      send(message);
    }
    broken = false;
  }

  /** Makes a message that failed fit to be sent again; gives why it failed. */
  private static Exception remedy(SentMessage message) {
    Exception reason = message.failure().orElseThrow();
    boolean curable =
        reason instanceof RetriableException
            || (reason instanceof RecordTooLargeException && message.shrink());
    if (!curable) {
      throw new KafkaException(
          "topic %s: %s".formatted(message.record().topic(), reason.getMessage()), reason);
    }
    return reason;
  }
}
