package dev.foretick.stream.publish;

import java.util.Optional;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A message that Kafka's producer has, until the broker has acknowledged it; then the same object
 * stands for another one.
 */
final class SentMessage implements Callback {
  private final SentBatch batch;
  private @Nullable ProducerRecord<byte[], byte[]> record;
  private @Nullable ProducerRecord<byte[], byte[]> whenTooLarge;
  private Receipt receipt = Receipt.NONE;
  private long recordTimestamp;

  /** Written by the producer's thread before it counts the message as done. */
  private @Nullable Exception failure;

  SentMessage(SentBatch batch) {
    this.batch = batch;
  }

  void set(
      ProducerRecord<byte[], byte[]> message,
      @Nullable ProducerRecord<byte[], byte[]> replacement,
      Receipt told,
      long timestamp) {
    record = message;
    whenTooLarge = replacement;
    receipt = told;
    recordTimestamp = timestamp;
    failure = null;
  }

  @Override
  public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception reason) {
    failure = reason;
    try {
      if (reason == null) {
        receipt.acknowledged(recordTimestamp);
      }
    } finally {
      batch.ended(reason != null);
    }
  }

  Optional<Exception> failure() {
    return Optional.ofNullable(failure);
  }

  ProducerRecord<byte[], byte[]> record() {
    if (record == null) {
      throw new IllegalStateException("no message");
    }
    return record;
  }

  /** Takes the smaller message in place of the one that was too large; false if there is none. */
  boolean shrink() {
    if (whenTooLarge == null) {
      return false;
    }
    record = whenTooLarge;
    whenTooLarge = null;
    return true;
  }

  /** Lets go of the message. */
  void clear() {
    record = null;
    whenTooLarge = null;
    receipt = Receipt.NONE;
    failure = null;
  }
}
