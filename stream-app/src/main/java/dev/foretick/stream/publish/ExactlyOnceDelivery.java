package dev.foretick.stream.publish;

import dev.foretick.stream.http.LoopHealth;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Puts the messages of a batch, the snapshots that are due and the batch's offsets into one
 * transaction (KIP-98, KIP-447): a reader of committed messages sees all of it or nothing, and the
 * group goes on from where the messages end.
 */
public final class ExactlyOnceDelivery implements Delivery {
  private final Transactions transactions;
  private final Consumer<byte[], byte[]> consumer;
  private final LoopHealth health;
  private final SentReceipts receipts = new SentReceipts();
  private final SendFailures failures = new SendFailures();

  /** Bytes from which on a message that may be replaced has turned out to be too large. */
  private int tooLarge = Integer.MAX_VALUE;

  /**
   * Delivers for one loop.
   *
   * @param transactionalId no other loop's, and the same after a restart
   * @param timeout after which the coordinator aborts a transaction
   * @param nanoTicker a monotonic clock in nanoseconds
   */
  public ExactlyOnceDelivery(
      String transactionalId,
      ProducerOpener opener,
      Duration timeout,
      Consumer<byte[], byte[]> consumer,
      LoopHealth health,
      LongSupplier nanoTicker) {
    this.transactions = new Transactions(transactionalId, opener, timeout, nanoTicker);
    this.consumer = consumer;
    this.health = health;
  }

  @Override
  public void open() {
    transactions.open();
  }

  @Override
  public void send(ProducerRecord<byte[], byte[]> record, Receipt receipt, long recordTimestamp) {
    send(record, failures);
    receipts.add(receipt, recordTimestamp);
  }

  @Override
  public void sendOrReplace(
      ProducerRecord<byte[], byte[]> record, ProducerRecord<byte[], byte[]> whenTooLarge) {
    int size = MessageSize.of(record);
    if (size >= tooLarge) {
      send(whenTooLarge, failures);
    } else {
      send(record, failures.replaceable(size));
    }
  }

  @Override
  public void commit(Map<TopicPartition, OffsetAndMetadata> offsets, Snapshots snapshots) {
    if (offsets.isEmpty() && !transactions.isBegun()) {
      health.delivering(true, "");
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> replayable = new HashMap<>();
    offsets.forEach(
        (partition, next) -> {
          snapshots.writeDue(
              partition,
              next.offset(),
              snapshots.maxReplayRecords(),
              (snapshot, changedAt) -> send(snapshot, failures));
          replayable.put(partition, ReplayFrom.beside(next, snapshots.replayFrom(partition, next)));
        });
    try {
      transactions.commit(replayable, consumer.groupMetadata());
    } catch (RuntimeException e) {
      throw aborted(e);
    }
    receipts.acknowledge();
    health.delivering(true, "");
  }

  /** Nothing is under way between two batches. */
  @Override
  public void settle() {}

  /** Nothing is left to commit between two batches. */
  @Override
  public void forget(Collection<TopicPartition> partitions) {}

  @Override
  public void close() {
    transactions.close();
  }

  private void send(ProducerRecord<byte[], byte[]> record, Callback callback) {
    try {
      // Whatever becomes of the message, the callback says so as well.
      Future<RecordMetadata> unused = transactions.begin().send(record, callback);
    } catch (KafkaException e) {
      throw aborted(e);
    }
  }

  /** Gives the batch up; what a message failed of says more than what the transaction does. */
  private RuntimeException aborted(RuntimeException thrown) {
    receipts.clear();
    RuntimeException reason = failures.first().orElse(thrown);
    int refused = failures.smallestTooLarge();
    try {
      transactions.abandon(thrown);
    } finally {
      // Only now: the producer that goes has told of everything that it did not send.
      failures.clear();
    }
    if (refused < tooLarge) {
      tooLarge = refused;
    } else if (Hopeless.isHopeless(reason) || reason instanceof RecordTooLargeException) {
      return new KafkaException(String.valueOf(reason.getMessage()), reason);
    }
    health.delivering(false, String.valueOf(reason));
    return new DeliveryAbortedException(reason);
  }
}
