package dev.foretick.stream.publish;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one loop, one after the other under one transactional id. The loop's thread
 * owns it; another may only close it.
 */
final class Transactions {
  /*
   *               open                  begin                 commit
   *   (closed) ─────────▶ idle ───────────────────▶ begun ─────────────▶ idle
   *       ▲                                           │
   *       └──────────────── abandon ◀─────────────────┘
   *
   * Whatever goes wrong, the producer is closed and another takes its place: as it opens under the same id, the
   * coordinator ends the transaction that was under way, and what the group has committed then says how it ended. That
   * holds for every failure, also for a commit whose answer never came.
   */
  private static final int FENCES = 5;

  /** The producer tells in words only that the user may not read a topic that offsets are of. */
  private static final String UNAUTHORIZED_TOPIC = "Topic authorization failed";

  private static final Duration FENCES_WITHIN = Duration.ofMinutes(2);

  private final String id;
  private final ProducerOpener opener;
  private final Duration timeout;
  private final LongSupplier nanoTicker;
  private volatile @Nullable Producer<byte[], byte[]> producer;
  private volatile boolean closed;

  /** Whether a transaction can begin. */
  private boolean ready;

  private boolean begun;
  private long begunNanos;
  private long firstFenceNanos;
  private int fences;

  /**
   * Prepares the transactions of a loop.
   *
   * @param id the transactional id
   * @param timeout after which the coordinator aborts a transaction
   * @param nanoTicker a monotonic clock in nanoseconds
   */
  Transactions(String id, ProducerOpener opener, Duration timeout, LongSupplier nanoTicker) {
    this.id = id;
    this.opener = opener;
    this.timeout = timeout;
    this.nanoTicker = nanoTicker;
    // At once, so that properties that no producer takes end the start.
    this.producer = opener.open();
  }

  /**
   * Makes it ready to begin, and ends what a predecessor under the same id has left open.
   *
   * @throws org.apache.kafka.common.errors.RetriableException if Kafka does not answer
   */
  void open() {
    if (ready) {
      return;
    }
    if (closed) {
      throw new DeliveryStoppedException(0);
    }
    Producer<byte[], byte[]> opened = producer;
    if (opened == null) {
      opened = opener.open();
      producer = opened;
    }
    try {
      opened.initTransactions();
    } catch (RuntimeException e) {
      drop();
      throw e;
    }
    ready = true;
  }

  /** The producer of the transaction that is under way; begins one if there is none. */
  Producer<byte[], byte[]> begin() {
    Producer<byte[], byte[]> current = producer;
    if (!ready || current == null) {
      throw new IllegalStateException("not open");
    }
    if (!begun) {
      current.beginTransaction();
      begun = true;
      begunNanos = nanoTicker.getAsLong();
    }
    return current;
  }

  boolean isBegun() {
    return begun;
  }

  /** Ends the transaction with everything that was sent and these offsets, or throws. */
  void commit(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
    Producer<byte[], byte[]> current = begin();
    if (!offsets.isEmpty()) {
      sendOffsets(current, offsets, group);
    }
    current.commitTransaction();
    begun = false;
  }

  private static void sendOffsets(
      Producer<byte[], byte[]> current,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata group) {
    try {
      current.sendOffsetsToTransaction(offsets, group);
    } catch (KafkaException e) {
      if (!String.valueOf(e.getMessage()).contains(UNAUTHORIZED_TOPIC)) {
        throw e;
      }
      Set<String> topics =
          offsets.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
      TopicAuthorizationException named = new TopicAuthorizationException(e.getMessage(), topics);
      named.initCause(e);
      throw named;
    }
  }

  /**
   * Gives the transaction up.
   *
   * @throws KafkaException if another process keeps taking the id away
   */
  void abandon(RuntimeException reason) {
    boolean slow = begun && nanoTicker.getAsLong() - begunNanos >= timeout.toNanos();
    drop();
    if (!slow && isFenced(reason)) {
      fenced(reason);
    }
  }

  void close() {
    closed = true;
    drop();
  }

  private void drop() {
    Producer<byte[], byte[]> current = producer;
    producer = null;
    ready = false;
    begun = false;
    if (current != null) {
      current.close(Duration.ZERO);
    }
  }

  /** Once may be a pause of this process; again and again is another one of the same name. */
  private void fenced(RuntimeException reason) {
    long now = nanoTicker.getAsLong();
    if (fences == 0 || now - firstFenceNanos > FENCES_WITHIN.toNanos()) {
      firstFenceNanos = now;
      fences = 0;
    }
    fences++;
    if (fences >= FENCES) {
      throw new KafkaException(
          "instance.id: another process uses the transactional id %s (expected: an id of its own for each process)"
              .formatted(id),
          reason);
    }
  }

  private static boolean isFenced(Throwable reason) {
    for (Throwable at = reason; at != null; at = at.getCause()) {
      if (at instanceof ProducerFencedException || at instanceof InvalidProducerEpochException) {
        return true;
      }
    }
    return false;
  }
}
